# Builds the container images. A part of ./pipeline, which reads this file for its command `images`.
# shellcheck shell=bash
# shellcheck disable=SC2154 # checkout is what ./pipeline calls its folder.

base_java=docker.io/library/eclipse-temurin:17-jre
base_spark=docker.io/apache/spark:3.5.7-scala2.12-java17-ubuntu
stand_ins=${CLUSTER_CACHE:-$HOME/.cache/one-node-cluster}/images
repository=docker.io/finsolutions/crypto-pipeline-
all_images=(operator producer batch streaming console)
# Every file of a layer is as old as this, so that what is built twice is the same.
epoch=0
inputs_label=io.finsolutions.pipeline.inputs
# What Spark starts executors on Kubernetes with.
jars_of_kubernetes='spark-kubernetes_2\.[0-9]+|kubernetes-[a-z-]+|okhttp|okio|logging-interceptor|zjsonpatch|snakeyaml|snakeyaml-engine|jackson-dataformat-yaml|jackson-datatype-jsr310'

images_help() {
  cat <<END_OF_HELP
Usage: ./pipeline images [NAME...] [FLAGS]

Builds the container images, or those that are named: ${all_images[*]}.
What has not changed since it was built is left as it is.

Flags:
  --base-java IMAGE   What operator, producer and console stand on.
                        Default: $base_java
  --base-spark IMAGE  What streaming and batch stand on.
                        Default: $base_spark
                      IMAGE is a name, or a file that docker or buildah saved, ending in .tar.
  --base-stand-ins    Both from e2e/cluster, which makes them of Debian's packages and PyPI, once,
                      in minutes. For a machine that reaches no registry; needs root on Debian.
  --repository PREFIX Goes before the names. Default: $repository
  --tag TAG           Default: the chart's appVersion, which the chart asks for.
  --engine ENGINE     docker or buildah. Default: docker if its daemon answers, else buildah.
  --save FOLDER       Also writes each image to FOLDER/NAME.tar.
  --load              Also brings the images to the node of e2e/cluster.

Needs docker or buildah besides what ./pipeline needs. Exit codes: 0 done, 1 failed, 2 wrong usage.
END_OF_HELP
}

images() {
  local names=() engine='' tag='' save='' load='' stand_ins_wanted=''
  while [ $# -gt 0 ]; do
    case $1 in
      -h | --help)
        images_help
        exit 0
        ;;
      --base-stand-ins) stand_ins_wanted=yes ;;
      --load) load=yes ;;
      --base-java | --base-spark | --repository | --tag | --engine | --save)
        [ -n "${2:-}" ] || fail "$1 needs a value; try ./pipeline images --help" 2
        local variable=${1#--}
        printf -v "${variable//-/_}" %s "$2"
        shift
        ;;
      -*) fail "images has no flag $1; try ./pipeline images --help" 2 ;;
      *)
        [[ " ${all_images[*]} " = *" $1 "* ]] ||
          fail "there is no image '$1'; there are ${all_images[*]}" 2
        names+=("$1")
        ;;
    esac
    shift
  done
  [ ${#names[@]} -gt 0 ] || names=("${all_images[@]}")
  choose_engine
  tag=${tag:-$(chart_version)}
  if [ -n "$stand_ins_wanted" ]; then
    "$checkout/e2e/cluster/cluster" build jre spark || exit 1
    base_java=$stand_ins/jre.tar
    base_spark=$stand_ins/spark.tar
  fi
  build_applications

  export SOURCE_DATE_EPOCH=$epoch
  local name archives=()
  for name in "${names[@]}"; do
    image "$name"
  done
  if [ -n "$save$load" ]; then
    local folder=${save:-$(mktemp -d)}
    mkdir -p "$folder" || exit 1
    for name in "${names[@]}"; do
      "${engine}_save" "$repository$name:$tag" "$folder/$name.tar" || fail "cannot write $folder/$name.tar"
      archives+=("$folder/$name.tar")
    done
    if [ -n "$load" ]; then
      "$checkout/e2e/cluster/cluster" load "${archives[@]}" || exit 1
    fi
    [ -n "$save" ] || rm -r "$folder"
  fi
}

choose_engine() {
  case $engine in
    '')
      if docker_answers; then
        engine=docker
      elif command -v buildah > /dev/null; then
        engine=buildah
      else
        fail "there is no docker daemon that answers, and no buildah; start the one or install the other"
      fi
      ;;
    docker) docker_answers || fail "docker does not answer; start its daemon, or use --engine buildah" ;;
    buildah) command -v buildah > /dev/null || fail "buildah is not installed; install it, or use --engine docker" ;;
    *) fail "--engine is '$engine': write docker or buildah" 2 ;;
  esac
}

docker_answers() {
  command -v docker > /dev/null && docker version > /dev/null 2>&1
}

project_version() {
  sed -n '/<artifactId>pipeline</,/<version>/s#.*<version>\(.*\)</version>#\1#p' "$checkout/pom.xml"
}

chart_version() {
  sed -n 's/^appVersion: *"\{0,1\}\([^"]*\)"\{0,1\}$/\1/p' "$checkout/charts/cryptopipeline/Chart.yaml"
}

module_of() { # NAME
  case $1 in
    operator) echo operator ;;
    producer | console) echo "$1-image" ;;
    *) echo "spark-images/$1" ;;
  esac
}

# Builds NAME of what Maven has left, unless an image of just that is there.
image() { # NAME
  local name=$1 module base base_flag jar
  local version libraries startup_classes
  version=$(project_version)
  module=$(module_of "$name")
  case $name in
    streaming) base=$base_spark base_flag=--base-spark startup_classes=startup-classes.txt ;;
    batch) base=$base_spark base_flag=--base-spark startup_classes= ;;
    *) base=$base_java base_flag=--base-java startup_classes= ;;
  esac
  jar=target/$name-$version.jar
  libraries=$(cd "$checkout/$module" && class_path "$jar") && [ -n "$libraries" ] ||
    fail "the build has left no $module/$jar; delete local/target/built-for-images and try again"
  if [[ $base = *.tar ]]; then
    load_once "$base"
    base=$(archived_name "$base")
  fi
  local base_id revision inputs
  base_id=$("${engine}_base" "$base") ||
    fail "there is no image $base here, and it cannot be pulled; name another with $base_flag, or use --base-stand-ins"
  revision=$(git -C "$checkout" rev-parse HEAD 2> /dev/null)
  # shellcheck disable=SC2086 # libraries is a list, and startup_classes may be nothing.
  inputs=$(cd "$checkout/$module" &&
    { sha256sum Dockerfile "$jar" $libraries $startup_classes; echo "$base_id $version $revision"; } | sha256sum | cut -d' ' -f1)
  if [ "$("${engine}_label" "$repository$name:$tag" "$inputs_label" 2> /dev/null)" = "$inputs" ]; then
    echo "unchanged  $repository$name:$tag"
    return
  fi
  local context=$checkout/$module/target/image
  (cd "$checkout/$module" && lay_out "$name" "$jar" "$version" "$libraries" "$context" "$base") ||
    fail "cannot write $context"
  local log=$checkout/$module/target/image.log
  local build=(--file "$checkout/$module/Dockerfile" --tag "$repository$name:$tag" --build-arg "BASE=$base"
    --label "$inputs_label=$inputs"
    --label "org.opencontainers.image.version=$version"
    --label "org.opencontainers.image.revision=$revision"
    --label "org.opencontainers.image.base.name=$base")
  if ! "${engine}_build" "${build[@]}" "$context" > "$log" 2>&1; then
    tail -n 15 "$log" >&2
    fail "the image of $name cannot be built; all of its log is in ${log#"$PWD"/}"
  fi
  rm -r "$context"
  echo "built      $repository$name:$tag"
}

# What an image gets, as it lies in the image: a folder for each layer, the same whoever builds it.
lay_out() { # NAME JAR VERSION LIBRARIES CONTEXT BASE
  local name=$1 jar=$2 version=$3 libraries=$4 context=$5 base=$6 library layer
  rm -rf "$context"
  mkdir -p "$context"/{libraries,modules}/opt/pipeline/lib "$context/application/opt/pipeline" || return 1
  cp "$jar" "$context/application/opt/pipeline/$name.jar" || return 1
  for library in $libraries; do
    layer=libraries
    is_own "${library##*/}" "$version" && layer=modules
    cp "$library" "$context/$layer/opt/pipeline/lib/" || return 1
  done
  case $name in
    streaming) lay_out_startup "$base" "$context" || return 1 ;;
    batch) lay_out_executors "$base" "$context" || return 1 ;;
  esac
  find "$context" -type d -exec chmod 755 {} +
  find "$context" -type f -exec chmod 644 {} +
  TZ=UTC find "$context" -exec touch -t 197001010000.00 {} +
}

# What a start loads, and the jar by which it finds it: an archive of classes is only good for a start that looks for them
# in the same places in the same order, and jars/* is in whichever order the file system has.
lay_out_startup() { # BASE CONTEXT
  local folder=$2/startup/opt/pipeline spark
  mkdir -p "$folder" || return 1
  cp startup-classes.txt "$folder/" || return 1
  spark=$("${engine}_list" "$1" /opt/spark/jars) && [ -n "$spark" ] || return 1
  { sed 's#^#../spark/jars/#' <<< "$spark" && (cd "$2/libraries/opt/pipeline" && ls lib/*); } | LC_ALL=C sort |
    pathing_jar "$folder/startup.jar" 'Created-By: crypto pipeline'
}

# Starts what batch.jar starts, with what Spark needs on Kubernetes at the end of the class path: a run that starts no executors
# has no use for it.
lay_out_executors() { # BASE CONTEXT
  local folder=$2/application/opt/pipeline attributes spark
  attributes=$(manifest_of "$folder/batch.jar" | sed -n '/^Main-Class: /p; /^Add-Opens: /p') || return 1
  spark=$("${engine}_list" "$1" /opt/spark/jars | grep -E "^($jars_of_kubernetes)-[0-9]") || {
    echo "there is no spark-kubernetes in /opt/spark/jars of $1" >&2
    return 1
  }
  { echo batch.jar && sed 's#^#../spark/jars/#' <<< "$spark" | LC_ALL=C sort; } |
    pathing_jar "$folder/executors.jar" "$attributes"
}

# A jar without classes that names others, in the order of standard input.
pathing_jar() { # JAR ATTRIBUTES
  local manifest=$1.manifest
  {
    printf 'Manifest-Version: 1.0\n' &&
      { echo "$2" && printf 'Class-Path:' && sed 's/^/ /' | tr -d '\n' && echo; } |
      awk '{ for (line = $0; length(line) > 70; line = " " substr(line, 71)) print substr(line, 1, 70); print line }'
  } > "$manifest" &&
    "${java%java}jar" --create --file "$1" --no-compress --date 1980-01-01T00:00:02Z --manifest "$manifest" &&
    rm "$manifest"
}

# The jars that a jar names in its manifest. Others may be left in the folder from earlier builds.
class_path() { # JAR
  manifest_of "$1" | sed -n 's/^Class-Path: //p' | tr ' ' '\n' | sed 's#^#target/#'
}

# The attributes of a jar, a line each.
manifest_of() { # JAR
  local folder jar
  jar=$(realpath "$1") && folder=$(mktemp -d) || return 1
  (cd "$folder" && "${java%java}jar" xf "$jar" META-INF/MANIFEST.MF) &&
    tr -d '\r' < "$folder/META-INF/MANIFEST.MF" |
    awk '/^ / { line = line substr($0, 2); next } { print line; line = $0 } END { print line }'
  rm -r "$folder"
}

# Whether a jar is of this checkout: then it is in the target folder of its module, too.
is_own() { # JAR VERSION
  local folder
  case $1 in *"-$2.jar") ;; *) return 1 ;; esac
  for folder in "$checkout"/{,*/}*/target; do
    [ -e "$folder/$1" ] && return
  done
  return 1
}

# Sets loaded to the file that was loaded last.
load_once() { # FILE
  [ "${loaded:-}" = "$1" ] && return
  "${engine}_load" "$1" || fail "there is no image in $1; see ./pipeline images --help"
  loaded=$1
}

# What is the first in a file that docker or buildah saved.
archived_name() { # FILE
  tar -xOf "$1" manifest.json | sed -n 's/.*"RepoTags":\["\([^"]*\)".*/\1/p'
}

# Below, what differs from engine to engine. The id of an image goes to standard output.

docker_load() { # FILE
  docker load --quiet --input "$1" > /dev/null
}

docker_base() { # IMAGE
  docker image inspect "$1" > /dev/null 2>&1 || docker pull --quiet "$1" > /dev/null || return 1
  docker image inspect --format '{{.Id}}' "$1"
}

docker_label() { # IMAGE LABEL
  docker image inspect --format "{{index .Config.Labels \"$2\"}}" "$1"
}

docker_build() {
  docker build "$@"
}

docker_list() { # IMAGE FOLDER
  docker run --rm --network none --entrypoint ls "$1" "$2"
}

docker_save() { # IMAGE FILE
  docker save --output "$2" "$1"
}

buildah_here() {
  buildah --storage-driver overlay "$@"
}

buildah_load() { # FILE
  buildah_here pull --quiet "docker-archive:$1" > /dev/null
}

buildah_base() { # IMAGE
  buildah_here pull --quiet --policy missing "$1"
}

buildah_label() { # IMAGE LABEL
  buildah_here inspect --type image --format "{{index .OCIv1.Config.Labels \"$2\"}}" "$1"
}

buildah_build() {
  buildah_here build --layers --timestamp "$epoch" --identity-label=false "$@"
}

buildah_list() { # IMAGE FOLDER
  local container code
  container=$(buildah_here from --quiet "$1") || return 1
  buildah_here run "$container" -- ls "$2"
  code=$?
  buildah_here rm "$container" > /dev/null
  return "$code"
}

buildah_save() { # IMAGE FILE
  rm -f "$2"
  buildah_here push --quiet "$1" "docker-archive:$2:$1"
}

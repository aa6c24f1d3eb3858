# Builds the images that only tests use. A part of e2e/run.
# shellcheck shell=bash
# shellcheck disable=SC2154 # checkout, cache and repository are what e2e/run calls them.

test_images=(broker exchange topic-operator postgres)

build_test_images() { # leaves them as $cache/images/NAME.tar
  local name
  for name in "${test_images[@]}"; do
    test_image "$name"
  done
}

test_image() { # NAME
  local name=$1 source=$checkout/e2e/test-images/$1 archive=$cache/images/test-$1.tar context inputs base=()
  context=$(mktemp -d)
  cp -r "$source/." "$context"
  case $name in
    broker) libraries "$context" local/broker ;;
    exchange) libraries "$context" exchange exchange ;;
    topic-operator) libraries "$context" e2e/topic-operator topic-operator ;;
    postgres) rootfs "$context" ;;
  esac
  [ "$name" = postgres ] || base=(--build-arg BASE=docker.io/local/jre:17)
  inputs=$(cd "$context" && find . -type f -print0 | sort -z | xargs -0 sha256sum | cat - <(echo "$repository") | sha256sum | cut -d' ' -f1)
  if [ ! -e "$archive" ] || [ "$(cat "$archive.inputs" 2> /dev/null)" != "$inputs" ]; then
    echo "e2e: building the image of $name"
    buildah --storage-driver overlay bud --quiet --tag "$repository$name:test" "${base[@]}" "$context" > "$context.log" 2>&1 ||
      { tail -n 15 "$context.log" >&2; fail "the image of $name cannot be built"; }
    rm -f "$archive" "$context.log"
    buildah --storage-driver overlay push --quiet "$repository$name:test" "docker-archive:$archive:$repository$name:test"
    echo "$inputs" > "$archive.inputs"
  fi
  rm -r "$context"
}

libraries() { # CONTEXT MODULE [JAR]
  mkdir "$1/lib"
  cp "$checkout/$2"/target/lib/*.jar "$1/lib"
  [ -z "${3:-}" ] || cp "$checkout/$2/target/$3"-*.jar "$1/lib"
}

# PostgreSQL 17 of Debian's packages, once.
rootfs() { # CONTEXT
  local archive=$cache/postgres-rootfs.tar
  if [ ! -e "$archive" ]; then
    echo "e2e: fetching PostgreSQL 17, once"
    mmdebstrap --quiet --format=tar --variant=essential --include=postgresql-17,procps trixie "$archive.part" || fail "there is no PostgreSQL 17"
    mv "$archive.part" "$archive"
  fi
  cp "$archive" "$1/rootfs.tar"
}

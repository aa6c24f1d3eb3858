# Steps that a Ctrl-C ends with all that they have started. A part of e2e/run.
# shellcheck shell=bash

readonly interrupted=130
# Seconds that a step has to end in order. Maven and its tests take a few.
readonly step_end=20
step=

# Runs a command or function in a process group of its own, without standard input. bash itself would wait for
# its end before it looks at a signal, and would start it deaf to Ctrl-C. What a function sets is lost.
run_step() {
  set -m
  "$@" < /dev/null &
  step=$!
  set +m
  wait "$step"
  local code=$?
  step=
  return "$code"
}

# Ends the step that is under way, and with it the script; what it does at its exit comes after that.
end_step() {
  trap '' INT TERM HUP
  local left=$((step_end * 10))
  if [ -n "$step" ]; then
    kill -TERM -- "-$step" 2> /dev/null
    while kill -0 -- "-$step" 2> /dev/null && [ "$left" -gt 0 ]; do
      sleep 0.1
      left=$((left - 1))
    done
    kill -KILL -- "-$step" 2> /dev/null
  fi
  echo "e2e: interrupted" >&2
  exit "$interrupted"
}

trap end_step INT TERM HUP

// Does a thing at most once in so many milliseconds, however often it is asked for; the last asking is never lost.

export function calm(millis, act) {
  let timer = null;
  let last = 0;
  return () => {
    timer ??= setTimeout(
      () => {
        timer = null;
        last = Date.now();
        act();
      },
      Math.max(0, last + millis - Date.now()),
    );
  };
}

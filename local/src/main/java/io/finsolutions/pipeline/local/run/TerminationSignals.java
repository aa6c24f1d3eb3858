package io.finsolutions.pipeline.local.run;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the signals that end a process, so that the end can be orderly: shutdown hooks, the usual
 * way, all run at once and in no order.
 */
final class TerminationSignals {
  private static final Logger LOG = LoggerFactory.getLogger(TerminationSignals.class);

  private TerminationSignals() {}

  /**
   * Takes the signals from now on.
   *
   * @param onFirst runs at the first one
   * @param onNext runs at each one after that
   */
  static void take(Runnable onFirst, Runnable onNext) {
    AtomicInteger signals = new AtomicInteger();
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("handle")) {
            LOG.info("signal received signal={}", arguments[0]);
            (signals.getAndIncrement() == 0 ? onFirst : onNext).run();
            return null;
          }
          return method.getName().equals("hashCode") ? System.identityHashCode(proxy) : null;
        };
    for (String name : List.of("INT", "TERM", "HUP")) {
      take(name, handler);
    }
  }

  // By reflection, since the compiler warns of these classes, which is all it knows to say of them.
  private static void take(String name, InvocationHandler handler) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              TerminationSignals.class.getClassLoader(), new Class<?>[] {handlerType}, handler);
      signalType
          .getMethod("handle", signalType, handlerType)
          .invoke(null, signalType.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException e) {
      LOG.warn("signal not taken, the end will not be orderly signal={}", name, e);
    }
  }
}

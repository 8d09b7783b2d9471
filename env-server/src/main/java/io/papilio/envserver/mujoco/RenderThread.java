package io.papilio.envserver.mujoco;

import io.papilio.envserver.mujoco.binding.GlContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The thread that draws for all simulations of the process, one frame after the other. An OpenGL
 * context belongs to a thread; the threads of sessions come and go.
 */
final class RenderThread {
  /** Mesa compiles shaders with LLVM, which needs more than the JVM's default. */
  private static final long STACK_BYTES = 8 << 20;

  private static final RenderThread SHARED = new RenderThread(OpenGl.of(System.getenv()));

  private final ThreadPoolExecutor executor;
  private final OpenGl openGl;
  private final Canvases canvases = new Canvases();

  /** Opened at the first use, and kept; null as long as there is none. */
  private GlContext context;

  RenderThread(OpenGl openGl) {
    this.openGl = openGl;
    this.executor =
        new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), RenderThread::daemon);
  }

  /** The one of this process. */
  static RenderThread shared() {
    return SHARED;
  }

  /**
   * Runs work where OpenGL is, and waits for it, whatever interrupts: what it draws must not be
   * freed meanwhile.
   *
   * @throws io.papilio.core.env.EnvironmentException RENDERING_UNAVAILABLE when this machine cannot
   *     render
   */
  <T> T call(Supplier<T> work) {
    Supplier<T> withContext =
        () -> {
          if (context == null) {
            context = openGl.open();
          }
          return work.get();
        };
    try {
      return CompletableFuture.supplyAsync(withContext, executor).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Only for work on this thread. */
  Canvases canvases() {
    return canvases;
  }

  private static Thread daemon(Runnable loop) {
    Thread thread = new Thread(null, loop, "papilio-render", STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }
}

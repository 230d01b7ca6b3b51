package dev.fairway.benchmarks;

import dev.fairway.embedded.EmbeddedKubernetes;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The memory that watching a cluster takes, and the time until it is read. A program: it fills an
 * API server of its own, and starts processes that watch it, one as Fairway does, one with
 * fabric8's informers and whole objects. Each prints how much of its heap is in use after a
 * collection: before it began to watch, when it had read everything, and, for Fairway, with what
 * stays of the first snapshot as well.
 *
 * <p>Arguments: how many Services (one slice each), how many endpoints each, how many nodes at each
 * of six sites, and the heap of a watching process, as {@code -Xmx} takes it.
 */
public final class InformerFootprint {

  private static final List<String> USUAL = List.of("5000", "100", "33", "1g");

  private InformerFootprint() {}

  /** Measures, and prints a line for each process. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    measure(arguments.length == 0 ? USUAL : List.of(arguments), System.out);
  }

  static void measure(List<String> arguments, PrintStream out)
      throws IOException, InterruptedException {
    SeededObjects objects =
        SeededObjects.of(
            Integer.parseInt(arguments.get(0)),
            Integer.parseInt(arguments.get(1)),
            Integer.parseInt(arguments.get(2)));
    Path kubeconfig = Files.createTempFile("fairway-footprint", ".yaml");
    try (EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start()) {
      Files.writeString(kubeconfig, kubernetes.kubeconfig());
      ApiServerClients.create(objects, kubernetes.kubeconfig());
      out.println(FootprintRow.HEAD);
      for (WatchMode mode : WatchMode.values()) {
        out.println(watch(mode, kubeconfig, arguments.get(3)));
      }
    } finally {
      Files.delete(kubeconfig);
    }
  }

  private static String watch(WatchMode mode, Path kubeconfig, String heap)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                WatchFootprint.class.getName(),
                mode.name(),
                kubeconfig.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException("watching " + mode + " ended with " + code + ": " + output);
      }
      return output;
    } finally {
      process.destroyForcibly();
    }
  }
}

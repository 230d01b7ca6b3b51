package dev.fairway.operator.run;

import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** A kubeconfig as text. Nothing of what stands in it is ever repeated: it holds secrets. */
final class KubeconfigFile {

  private static final long LARGEST = 1 << 20;

  private KubeconfigFile() {}

  /**
   * Reads it.
   *
   * @throws StartException where it cannot be read, or is none
   */
  static Config parse(Path file) {
    if (!Files.exists(file)) {
      throw new StartException("kubeconfig " + file + ": there is no such file");
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new StartException(
          "kubeconfig " + file + " is no file that can be read; check its permissions");
    }
    if (file.toFile().length() > LARGEST) {
      throw new StartException("kubeconfig " + file + " is larger than 1 MiB");
    }
    return parsed(file);
  }

  private static Config parsed(Path file) {
    try {
      return KubeConfigUtils.parseConfig(file.toFile());
    } catch (RuntimeException malformed) {
      // Whatever its parsers throw; of an empty file it says so by a NullPointerException.
      throw new StartException(
          "kubeconfig "
              + file
              + " is not a kubeconfig"
              + line(malformed)
                  .map(at -> ": it cannot be read from line " + at + " on")
                  .orElse(""));
    }
  }

  private static Optional<Integer> line(Throwable thrown) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof MarkedYamlEngineException yaml && yaml.getProblemMark().isPresent()) {
        return Optional.of(yaml.getProblemMark().get().getLine() + 1);
      }
    }
    return Optional.empty();
  }
}

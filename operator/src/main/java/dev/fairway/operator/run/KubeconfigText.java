package dev.fairway.operator.run;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A kubeconfig as text. Nothing of what stands in it is ever repeated: it holds secrets. */
final class KubeconfigText {

  private static final long LARGEST = 1 << 20;

  private KubeconfigText() {}

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
    return parsed(file).orElseThrow(() -> new StartException("kubeconfig " + file + " is empty"));
  }

  private static Optional<Config> parsed(Path file) {
    try {
      return Optional.ofNullable(KubeConfigUtils.parseConfig(file.toFile()));
    } catch (KubernetesClientException malformed) {
      throw new StartException(
          "kubeconfig "
              + file
              + " is not a kubeconfig"
              + location(malformed).map(place -> ": it cannot be read from " + place).orElse(""));
    }
  }

  private static Optional<String> location(Throwable thrown) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof JsonProcessingException yaml && yaml.getLocation() != null) {
        JsonLocation at = yaml.getLocation();
        return Optional.of("line " + at.getLineNr() + ", column " + at.getColumnNr() + " on");
      }
    }
    return Optional.empty();
  }
}

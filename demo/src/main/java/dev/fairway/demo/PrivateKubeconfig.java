package dev.fairway.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A kubeconfig that only this user can read, until it is closed. */
final class PrivateKubeconfig implements AutoCloseable {

  private final Path path;

  private PrivateKubeconfig(Path path) {
    this.path = path;
  }

  /** Writes one where temporary files go; nobody else can open it (see createTempFile). */
  static PrivateKubeconfig write(String text) {
    try {
      Path path = Files.createTempFile("fairway-demo-", ".kubeconfig");
      Files.write(path, text.getBytes(StandardCharsets.UTF_8));
      return new PrivateKubeconfig(path);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException kept) {
      throw new UncheckedIOException(kept);
    }
  }
}

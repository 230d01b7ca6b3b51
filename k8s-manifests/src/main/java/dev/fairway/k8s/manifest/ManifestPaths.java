package dev.fairway.k8s.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The files that the user names: files, folders, standard input. */
final class ManifestPaths {

  /** The path that means standard input. */
  static final String STANDARD_INPUT = "-";

  private final InputStream standardInput;
  private final BiConsumer<String, String> missing;
  private final List<FileContent> contents = new ArrayList<>();

  private ManifestPaths(InputStream standardInput, BiConsumer<String, String> missing) {
    this.standardInput = standardInput;
    this.missing = missing;
  }

  /**
   * The content of every file, each once, ordered by name.
   *
   * @param missing called with each path that cannot be read, and why
   */
  static List<FileContent> read(
      Collection<String> paths, InputStream standardInput, BiConsumer<String, String> missing) {
    ManifestPaths reader = new ManifestPaths(standardInput, missing);
    TreeSet<String> files = new TreeSet<>();
    for (String path : new TreeSet<>(paths)) {
      reader.find(path, files);
    }
    files.forEach(reader::readFile);
    return reader.contents;
  }

  private void find(String path, Collection<String> files) {
    try {
      if (path.equals(STANDARD_INPUT) || !Files.isDirectory(Path.of(path))) {
        files.add(path);
        return;
      }
      List<String> found = manifestsIn(Path.of(path));
      if (found.isEmpty()) {
        missing.accept(path, "the folder holds no file that ends in .yaml, .yml or .json");
      }
      files.addAll(found);
    } catch (IOException | UncheckedIOException | InvalidPathException unreadable) {
      missing.accept(path, "the folder cannot be read: " + reason(unreadable));
    }
  }

  private static List<String> manifestsIn(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(Path::toString)
          .filter(name -> name.matches("(?s).*\\.(yaml|yml|json)"))
          .toList();
    }
  }

  private void readFile(String file) {
    try {
      byte[] bytes =
          file.equals(STANDARD_INPUT)
              ? standardInput.readAllBytes()
              : Files.readAllBytes(Path.of(file));
      contents.add(FileContent.of(file, bytes));
    } catch (IOException | InvalidPathException unreadable) {
      missing.accept(
          file, Files.exists(Path.of(file)) ? reason(unreadable) : "there is no such file");
    }
  }

  private static String reason(Exception unreadable) {
    return unreadable.getClass().getSimpleName().replace("Exception", "");
  }
}

package dev.fairway.examples.custombackend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Code in Markdown that is a copy of a region of a source file. The region stands between {@code
 * tag::NAME[]} and {@code end::NAME[]}, in whatever comments the file has; the copy is the code
 * block behind an HTML comment {@code snippet: PATH#NAME}, the path counted from the root of the
 * repository. A region is copied without the indentation that all its lines share.
 */
final class DocSnippets {

  private static final Pattern SNIPPET =
      Pattern.compile("<!--\\s*snippet:\\s*([^#\\s]+)#([A-Za-z0-9-]+)\\s*-->");
  private static final Pattern MARKER = Pattern.compile(".*(tag|end)::[A-Za-z0-9-]+\\[\\].*");

  private final Path root;

  DocSnippets(Path root) {
    this.root = root;
  }

  /** The nearest folder from here upwards that holds {@code .mvn}: the root of the repository. */
  static DocSnippets ofThisRepository() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder =
          Optional.ofNullable(folder.getParent())
              .orElseThrow(() -> new IllegalStateException("no folder above holds .mvn"));
    }
    return new DocSnippets(folder);
  }

  /** Every Markdown file in {@code docs} and below, and every README.md, in the order of paths. */
  List<Path> documents() {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(this::isDocument).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private boolean isDocument(Path file) {
    Path path = root.relativize(file);
    String name = String.valueOf(path.getFileName());
    boolean built = path.toString().matches("(.*/)?(target|\\.git)(/.*)?");
    return !built && (name.equals("README.md") || path.startsWith("docs") && name.endsWith(".md"));
  }

  /** How many snippets the document has. */
  long count(Path document) {
    return lines(document).stream().filter(line -> SNIPPET.matcher(line).find()).count();
  }

  /** One sentence for each snippet of the document that is not its region. */
  List<String> problems(Path document) {
    List<String> problems = new ArrayList<>();
    List<String> lines = lines(document);
    for (int i = 0; i < lines.size(); i++) {
      Matcher snippet = SNIPPET.matcher(lines.get(i));
      if (snippet.find()) {
        String where = root.relativize(document) + ":" + (i + 1) + ": ";
        problem(snippet.group(1), snippet.group(2), block(lines, i + 1))
            .ifPresent(problem -> problems.add(where + problem));
      }
    }
    return problems;
  }

  private Optional<String> problem(String path, String name, Optional<String> block) {
    Path file = root.resolve(path);
    if (!Files.isRegularFile(file)) {
      return Optional.of("no file " + path);
    }
    Optional<String> region = region(lines(file), name);
    if (region.isEmpty()) {
      return Optional.of("no region " + name + " in " + path);
    }
    if (block.isEmpty()) {
      return Optional.of("no code block behind the comment");
    }
    return block.equals(region)
        ? Optional.empty()
        : Optional.of("the code block is not " + path + "#" + name + ", which is\n" + region.get());
  }

  /** The code block that starts at the line, or behind one empty line. */
  private static Optional<String> block(List<String> lines, int from) {
    int fence = from < lines.size() && lines.get(from).isBlank() ? from + 1 : from;
    if (fence >= lines.size() || !lines.get(fence).startsWith("```")) {
      return Optional.empty();
    }
    int end = lines.subList(fence + 1, lines.size()).indexOf("```");
    return end < 0
        ? Optional.empty()
        : Optional.of(String.join("\n", lines.subList(fence + 1, fence + 1 + end)));
  }

  /** What stands between the markers, without other regions' markers and shared indentation. */
  private static Optional<String> region(List<String> lines, String name) {
    int first = indexOf(lines, "tag::" + name + "[]");
    int last = indexOf(lines, "end::" + name + "[]");
    if (first < 0 || last < first) {
      return Optional.empty();
    }
    String region =
        lines.subList(first + 1, last).stream()
            .filter(line -> !MARKER.matcher(line).matches())
            .collect(Collectors.joining("\n"));
    return Optional.of(region.stripTrailing().stripIndent());
  }

  private static int indexOf(List<String> lines, String marker) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(marker)) {
        return i;
      }
    }
    return -1;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

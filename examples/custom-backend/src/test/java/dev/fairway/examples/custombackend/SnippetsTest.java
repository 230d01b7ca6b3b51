package dev.fairway.examples.custombackend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnippetsTest {

  @Test
  void documents_everySnippet_isItsRegionOfCompiledCode() {
    DocSnippets snippets = DocSnippets.ofThisRepository();
    List<Path> documents = snippets.documents();

    assertTrue(
        documents.stream()
            .anyMatch(
                document ->
                    document.endsWith("writing-a-backend.md") && snippets.count(document) > 10),
        "the guide and its snippets were found");
    assertEquals(
        List.of(),
        documents.stream().flatMap(document -> snippets.problems(document).stream()).toList());
  }

  @Test
  void problems_copyWithoutIndentationAndMarkers_none(@TempDir Path root) throws IOException {
    source(root);
    assertEquals(List.of(), problems(root, "A.java#sum", "int sum() {\n  return 1 + 1;\n}"));
  }

  @Test
  void problems_copyThatFellBehind_isNamedWithWhatItShouldBe(@TempDir Path root)
      throws IOException {
    source(root);
    List<String> problems = problems(root, "A.java#sum", "int sum() {\n  return 2;\n}");

    assertEquals(1, problems.size());
    assertTrue(problems.get(0).startsWith("docs/a.md:2: "), problems.get(0));
    assertTrue(problems.get(0).endsWith("int sum() {\n  return 1 + 1;\n}"), problems.get(0));
  }

  @Test
  void problems_unknownFileOrRegionOrNoBlock_areNamed(@TempDir Path root) throws IOException {
    source(root);
    assertEquals(List.of("docs/a.md:2: no file B.java"), problems(root, "B.java#sum", "x"));
    assertEquals(
        List.of("docs/a.md:2: no region product in A.java"), problems(root, "A.java#product", "x"));
    Files.writeString(root.resolve("docs/a.md"), "<!-- snippet: A.java#sum -->\ntext\n");
    DocSnippets snippets = new DocSnippets(root);
    assertEquals(
        List.of("docs/a.md:1: no code block behind the comment"),
        snippets.problems(snippets.documents().get(0)));
  }

  @Test
  void documents_readmesAndDocsOutsideBuildFolders_areFound(@TempDir Path root) throws IOException {
    for (String path :
        List.of("README.md", "docs/adr/1.md", "x/README.md", "x/notes.md", "x/target/README.md")) {
      Files.createDirectories(root.resolve(path).getParent());
      Files.writeString(root.resolve(path), "text\n");
    }

    assertEquals(
        List.of("README.md", "docs/adr/1.md", "x/README.md"),
        new DocSnippets(root)
            .documents().stream().map(document -> root.relativize(document).toString()).toList());
  }

  private static void source(Path root) throws IOException {
    Files.writeString(
        root.resolve("A.java"),
        """
        class A {
          // tag::sum[]
          int sum() {
            // tag::inner[]
            return 1 + 1;
            // end::inner[]
          }

          // end::sum[]
        }
        """);
  }

  private static List<String> problems(Path root, String reference, String code)
      throws IOException {
    Files.createDirectories(root.resolve("docs"));
    Files.writeString(
        root.resolve("docs/a.md"),
        "Text.\n<!-- snippet: " + reference + " -->\n```java\n" + code + "\n```\n");
    DocSnippets snippets = new DocSnippets(root);
    return snippets.problems(snippets.documents().get(0));
  }
}

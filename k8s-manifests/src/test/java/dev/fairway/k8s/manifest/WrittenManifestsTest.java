package dev.fairway.k8s.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.k8s.objects.ObjectFields;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as editors, shells and other programs write them. */
class WrittenManifestsTest {

  private static final String YAML =
      """
      # a comment
      apiVersion: v1
      kind: Service
      metadata: {name: cart, namespace: shop, annotations: {fairway.dev/tunnel: mpls}}
      spec:
        ports:
        - port: 80
      """;

  private static final String JSON =
      "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"cart\","
          + "\"namespace\":\"shop\",\"annotations\":{\"fairway.dev/tunnel\":\"mpls\"}},"
          + "\n\t\"spec\":{\"ports\":[{\"port\":80}]}}";

  @TempDir private Path folder;

  private ParsedManifests read(String name, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    return ManifestReader.read(List.of(file.toString()), InputStream.nullInputStream());
  }

  private static ParsedManifests readInput(String text) {
    return readInput(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ParsedManifests readInput(byte[] bytes) {
    return ManifestReader.read(List.of("-"), new ByteArrayInputStream(bytes));
  }

  private static void assertCart(ParsedManifests reading) {
    assertEquals(List.of(), reading.diagnostics());
    assertEquals(1, reading.objects().services().size());
    assertEquals(
        Map.of("fairway.dev/tunnel", "mpls"),
        ObjectFields.annotations(reading.objects().services().get(0)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void read_byteOrderMark_isNoPartOfTheText(String charset) throws IOException {
    Charset encoding = Charset.forName(charset);
    byte[] yaml = ("\uFEFF" + YAML.replace("\n", "\r\n")).getBytes(encoding);
    byte[] json = ("\uFEFF" + JSON).getBytes(encoding);
    assertCart(read("a.yaml", yaml));
    assertCart(read("a.json", json));
    assertCart(readInput(yaml));
  }

  @Test
  void read_byteOrderMarkAndNothingElse_isNotReadAsACompleteNothing() {
    assertFalse(readInput("\uFEFF \n").complete());
  }

  @ParameterizedTest
  @ValueSource(strings = {"63", "dump", "dump.txt"})
  void read_jsonWithoutAName_isKnownByItsFirstCharacter(String name) throws IOException {
    assertCart(read(name, JSON.getBytes(StandardCharsets.UTF_8)));
    assertCart(read(name, ("\uFEFF" + JSON).getBytes(StandardCharsets.UTF_8)));
    assertCart(read(name, YAML.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void read_jsonBehindAByteOrderMarkOnStandardInput_isJson() {
    assertCart(readInput("\uFEFF" + JSON));
  }

  @Test
  void read_mergeKeys_areFollowedAsKubectlDoes() {
    ParsedManifests reading =
        readInput(
            """
            apiVersion: v1
            kind: List
            items:
            - apiVersion: v1
              kind: Service
              metadata:
                name: web
                annotations: &wan {fairway.dev/tunnel: mpls, fairway.dev/fallback: any}
              spec: {ports: [{port: 80}]}
            - apiVersion: v1
              kind: Service
              metadata:
                name: cart
                annotations: {<<: *wan, fairway.dev/fallback: none}
              spec: {ports: [{port: 80}]}
            """);
    assertEquals(List.of(), reading.diagnostics());
    assertEquals(
        Map.of("fairway.dev/tunnel", "mpls", "fairway.dev/fallback", "none"),
        ObjectFields.annotations(reading.objects().services().get(0)));
  }

  @Test
  void read_otherSpellingsOfNullAndTrue_areUnderstood() {
    ParsedManifests reading =
        readInput(
            """
            apiVersion: v1
            kind: Service
            metadata: {name: cart, annotations: ~, labels: Null}
            spec: {publishNotReadyAddresses: True, ports: [{port: 80}]}
            """);
    assertEquals(List.of(), reading.diagnostics());
    assertEquals(
        Boolean.TRUE, reading.objects().services().get(0).getSpec().getPublishNotReadyAddresses());
  }

  @Test
  void read_documentThatContainsItself_isReported() {
    ParsedManifests reading =
        readInput("apiVersion: v1\nkind: Service\nmetadata: &m {name: cart, annotations: *m}\n");
    assertFalse(reading.complete());
    assertTrue(
        reading.diagnostics().get(0).message().contains("contains itself"),
        reading.diagnostics().toString());
  }

  @ParameterizedTest
  @CsvSource({"name, '{name: 123}'", "namespace, '{name: cart, namespace: 123}'"})
  void read_nameThatIsANumber_isNamedAsSuch(String field, String metadata) {
    ParsedManifests reading =
        readInput("apiVersion: v1\nkind: Service\nmetadata: " + metadata + "\nspec: {}\n");
    assertFalse(reading.complete());
    assertEquals("metadata." + field, reading.diagnostics().get(0).key());
  }
}

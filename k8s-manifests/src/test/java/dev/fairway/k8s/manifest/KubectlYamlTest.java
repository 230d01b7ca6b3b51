package dev.fairway.k8s.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.Severity;
import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.Service;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * YAML and JSON as kubectl reads them. Each value was compared with what {@code kubectl annotate
 * --local -o json} of version 1.32.4 prints.
 */
class KubectlYamlTest {

  private static final String HEAD =
      "apiVersion: v1\nkind: Service\nmetadata: {name: cart, namespace: shop}\n";

  private static Object tree(String text) {
    List<Object> documents = new ArrayList<>();
    List<DocumentProblem> problems = new ArrayList<>();
    DocumentParser.parse(new FileContent("-", text), documents::add, problems::add);
    assertEquals(List.of(), problems);
    assertEquals(1, documents.size());
    return documents.get(0);
  }

  static ParsedManifests read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ParsedManifests read(byte[] bytes) {
    return ManifestReader.read(List.of("-"), new ByteArrayInputStream(bytes));
  }

  static List<String> services(ParsedManifests reading) {
    return reading.objects().services().stream().map(ObjectFields::name).toList();
  }

  static Diagnostic only(ParsedManifests reading) {
    assertEquals(1, reading.diagnostics().size(), reading.diagnostics().toString());
    return reading.diagnostics().get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "0120, 80",
    "0o17, 15",
    "0O17, 15",
    "0x1F, 31",
    "-0x1F, -31",
    "0b11, 3",
    "-0b11, -3",
    "1_000, 1000",
    "1__0, 10",
    "+12, 12",
    "08, 8",
    "089, 89",
    "-0777, -511",
    "1., 1",
    "80.0, 80",
    "8e1, 80",
    "1.5E-3, 0.0015",
    ".5, 0.5",
    "+.5, 0.5",
    "9223372036854775807, 9223372036854775807",
    "18446744073709551615, 1.8446744073709552E19",
    "!!int \"12\", 12",
    "!!float 1, 1",
    "y, true",
    "Yes, true",
    "ON, true",
    "n, false",
    "off, false",
    "!!bool \"on\", false",
    "~, null",
    "NULL, null"
  })
  void parse_scalarThatIsNoText_hasTheValueThatKubectlReads(String written, String value) {
    Object read = ((Map<?, ?>) tree("a: [" + written + "]")).get("a");

    String right = written.equals("!!bool \"on\"") ? "true" : value;
    assertEquals("[" + right + "]", String.valueOf(read));
    assertFalse(((List<?>) Objects.requireNonNull(read)).get(0) instanceof String);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12:30:45",
        "190:20:30",
        "2001-01-01",
        "yEs",
        "tRUE",
        "nULL",
        "_1",
        "1e400",
        "0x",
        "0b",
        "0xZZ",
        "0o8",
        ".",
        "=",
        "1-2",
        "!!str 12",
        "!foo 12",
        "'on'",
        "0x1p4"
      })
  void parse_scalarThatIsAText_staysOne(String written) {
    Object read = ((Map<?, ?>) tree("a: " + written)).get("a");

    assertEquals(written.replaceAll("^!\\S+ |'", ""), read);
  }

  @Test
  void parse_tabsBetweenTokens_areSpaces() {
    assertEquals("x\n", value("z: |\t\n  x\n"));
    assertEquals("x", value("z: >-\t# a\n  x\n"));
    assertEquals("12", value("z: !!str\t12\n"));
    assertEquals("\tx\t\n", value("z: |\t\n  \tx\t\n"));
    assertEquals(Map.of("a", 1), value("z:\t{\ta:\t1\t}\t# \t\n"));
  }

  @Test
  void parse_keysOfOtherTypes_becomeTexts() {
    assertEquals(
        Map.of("true", "a", "12", "b", "80", "c", "1.5", "d", "null", "e"),
        value("z: {on: a, 12: b, 0120: c, 1.50: d, 'null': e}"));
  }

  @Test
  void parse_mergeKey_countsWhereItStands() {
    String anchor = "x: &w {a: 1, b: 2}\ny1: &v {a: 7, c: 9}\n";

    assertEquals(Map.of("a", 1, "b", 3), value(anchor + "z: {<<: *w, b: 3}"));
    assertEquals(Map.of("a", 1, "b", 2), value(anchor + "z: {b: 3, <<: *w}"));
    assertEquals(Map.of("a", 1, "b", 2, "c", 9), value(anchor + "z: {<<: [*w, *v]}"));
    assertEquals(Map.of("<<", 3), value(anchor + "z: {'<<': 3}"));
  }

  private static Object value(String text) {
    return Objects.requireNonNull(((Map<?, ?>) tree(text)).get("z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spec: {<<: 3}",
        "spec: {~: a}",
        "spec: {[a]: b}",
        "spec: *nowhere",
        "spec: &s {a: *s}",
        "spec: {a: .inf}",
        "spec: !!int foo",
        "spec: !!null x",
        "spec: {a: \"x\u0001y\"}",
        "spec: {}\n\u0000\u0000",
        "spec:\n\ta: 1",
        "spec:\n  -\ta",
        "spec:\n  a: 1\n  \t\n  b: 2",
        "spec: {\n\ta: 1\n\t}"
      })
  void read_whatKubectlRefuses_isRefusedWithItsLine(String spec) {
    Diagnostic told = only(read("# one\n---\n" + HEAD + spec + "\n"));

    assertEquals(Severity.ERROR, told.severity());
    assertTrue(told.message().matches("(?s)line [6-8], column \\d+: .*"), told.message());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "---\t# the Service\n",
        "---\n# nothing\n---\n",
        "...\n---\n",
        "---# no space\n",
        "---\nnull\n---\n\n",
        "--- \n\uFEFF",
        "---\n\uFEFF# a mark\n"
      })
  void read_separators_areThoseOfKubectl(String separator) {
    ParsedManifests reading =
        read(
            HEAD
                + "spec: {ports: [{port: 80}]}\n"
                + separator
                + HEAD.replace("cart", "web")
                + "spec:\t\n  ports:\n  -  port:\t80\t\n     name: \"a\"\t# a\n");

    assertEquals(List.of(), reading.diagnostics());
    assertEquals(List.of("cart", "web"), services(reading));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--- {a: b}\n", "-----\n", "--- |\n"})
  void read_textBehindASeparator_isRefusedAsKubectlRefusesIt(String separator) {
    ParsedManifests reading = read(HEAD + "spec: {}\n" + separator + "# nothing\n");

    assertTrue(only(reading).message().startsWith("line 5: "), reading.diagnostics().toString());
    assertFalse(reading.complete());
    assertEquals(List.of("cart"), services(reading));
  }

  @Test
  void read_brokenDocument_leavesTheOthersOfItsFile() {
    ParsedManifests reading =
        read(HEAD + "spec: {}\n---\nkind: [\n---\n" + HEAD.replace("cart", "web") + "spec: {}\n");

    assertTrue(only(reading).message().startsWith("line "), reading.diagnostics().toString());
    assertEquals(List.of("cart", "web"), services(reading));
    assertFalse(reading.complete());
  }

  @Test
  void read_whatFollowsTheEndOfADocument_isSaidNotToBeRead() {
    ParsedManifests reading =
        read(HEAD + "spec: {}\n...\n" + HEAD.replace("cart", "web") + "spec: {}\n");

    assertEquals(List.of("cart"), services(reading));
    assertEquals(Severity.WARNING, only(reading).severity());
    assertTrue(only(reading).message().startsWith("line 6, column 1: "));
    assertTrue(reading.complete());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"apiVersion\": \"v1\", \"kind\": \"Service\", \"metadata\": {\"name\": \"cart\","
            + " \"labels\": {\"a\": \"1\", \"a\": \"2\"}}, \"spec\": {}}",
        "apiVersion: v1\nkind: Service\nmetadata: {name: cart, labels: {a: '1', a: '2'}}\nspec: {}"
      })
  void read_keyThatStandsTwice_countsTheLastAndSaysSo(String text) {
    ParsedManifests reading = read(text);

    assertEquals(Map.of("a", "2"), ObjectFields.labels(reading.objects().services().get(0)));
    assertEquals(Severity.WARNING, only(reading).severity());
    assertTrue(only(reading).message().contains("key 'a' stands twice"));
    assertTrue(reading.complete());
  }

  @Test
  void read_commentThatIsNoText_isAComment() {
    byte[] text = (HEAD + "spec: {} # gr__e\n").getBytes(StandardCharsets.UTF_8);
    text[text.length - 4] = (byte) 0xFC;
    text[text.length - 3] = (byte) 0xDF;

    ParsedManifests reading = read(text);

    assertEquals(List.of(), reading.diagnostics());
    assertEquals(List.of("cart"), services(reading));
  }

  @Test
  void read_manySmallAliases_areNoLimit() {
    String aliased = "x: &a {b: c}\ny1: [" + "*a, ".repeat(500) + "*a]\n";

    assertEquals(List.of(), read(HEAD + "spec: {}\n" + aliased).diagnostics());
  }

  @Test
  void read_aliasesThatMultiply_areRefused() {
    StringBuilder text = new StringBuilder(HEAD + "a: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int level = 1; level < 9; level++) {
      text.append("a").append(level).append(": &a").append(level).append(" [");
      text.append(("*a" + (level - 1) + ", ").repeat(9)).append("x]\n");
    }

    assertTrue(only(read(text.toString())).message().contains("aliases"));
  }

  @Test
  void read_longTexts_areNoLimit() {
    String text = HEAD + "spec: {}\nx: \"" + "y".repeat(4_000_000) + "\"\n";

    assertEquals(List.of(), read(text).diagnostics());
    assertEquals(
        List.of("cart"),
        services(
            read(
                "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"cart\"},\"spec\":{},\"x\":\""
                    + "y".repeat(21_000_000)
                    + "\"}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metadata: {name: cart, annotations: {example.com/cache:"
            + " on}}|metadata.annotations.example.com/cache|a truth value",
        "metadata: {name: cart, labels: {app: 12}}|metadata.labels.app|in quotes",
        "metadata: {name: cart, labels: [a]}|metadata.labels|a list",
        "spec: {ports: [{port: '80'}]}|spec.ports[0].port|without quotes",
        "spec: {ports: [{port: 80.5}]}|spec.ports[0].port|a number",
        "spec: {ports: [{port: 80, targetPort: true}]}|spec.ports[0].targetPort|a truth value",
        "spec: {ports: [{port: 80, targetPort: 1.5}]}|spec.ports[0].targetPort|a number",
        "spec: {ports: {port: 80}}|spec.ports|a list",
        "spec: {ports: ''}|spec.ports|a list",
        "spec: {clusterIP: [a]}|spec.clusterIP|a text",
        "spec: {publishNotReadyAddresses: 'true'}|spec.publishNotReadyAddresses|true or false",
        "spec: {publishNotReadyAddresses: 1}|spec.publishNotReadyAddresses|true or false",
        "spec: {selector: {app: 1e3}}|spec.selector.app|in quotes",
        "spec: {ports: [80]}|spec.ports[0]|another type"
      })
  void read_valueOfAnotherType_isRefusedWithFieldLineAndWhatWouldBeRight(
      String part, String field, String said) {
    String other = part.startsWith("spec") ? "metadata: {name: cart}" : "spec: {}";

    Diagnostic told = only(read("apiVersion: v1\nkind: Service\n" + other + "\n" + part + "\n"));

    assertEquals(field, told.key());
    assertTrue(told.message().contains("in line 4 "), told.message());
    assertTrue(told.message().contains(said), told.message());
  }

  @Test
  void read_numbersOfOlderYaml_areThoseOfTheCluster() {
    Service service =
        read(HEAD + "spec: {ports: [{port: 0120, targetPort: 0x1F90, nodePort: 30_080}]}\n")
            .objects()
            .services()
            .get(0);

    assertEquals(80, service.getSpec().getPorts().get(0).getPort());
    assertEquals(8080, service.getSpec().getPorts().get(0).getTargetPort().getIntVal());
    assertEquals(30_080, service.getSpec().getPorts().get(0).getNodePort());
  }

  @Test
  void read_generatedNames_disturbNobody() {
    String pod =
        "apiVersion: v1\nkind: Pod\nmetadata: {generateName: smoke-, namespace: shop}\nspec: {}\n";

    ParsedManifests reading = read(HEAD + "spec: {}\n---\n" + pod + "---\n" + pod + "x: y\n");

    assertEquals(List.of(), reading.diagnostics());
    assertTrue(reading.complete());
    assertEquals(List.of("cart"), services(reading));
    assertEquals(2, reading.objects().pods().size());
    assertTrue(ObjectFields.name(reading.objects().pods().get(0)).matches("smoke-[0-9a-z]{5}"));
    Diagnostic told = only(read(HEAD.replace("name: cart", "generateName: cart-") + "spec: {}\n"));
    assertEquals(Severity.WARNING, told.severity());
  }

  @Test
  void read_podThatCannotBeUsed_leavesTheMappedObjectsComplete() {
    ParsedManifests reading =
        read(HEAD + "spec: {}\n---\n" + HEAD.replace("Service", "Pod") + "spec: [a]\n");

    assertEquals(Severity.ERROR, only(reading).severity());
    assertFalse(reading.complete());
    assertTrue(reading.mappedComplete());
  }
}

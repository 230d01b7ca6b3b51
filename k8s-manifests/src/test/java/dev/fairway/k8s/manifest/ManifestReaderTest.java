package dev.fairway.k8s.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Severity;
import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.Service;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {

  private static final String CART = service("shop", "cart", "mpls");
  private static final String WEB = service("shop", "web", "mpls");

  @TempDir private Path folder;

  private static String service(String namespace, String name, String tunnel) {
    return """
    apiVersion: v1
    kind: Service
    metadata:
      name: %s
      namespace: %s
      annotations:
        fairway.dev/tunnel: %s
    spec:
      ports:
      - port: 80
    """
        .formatted(name, namespace, tunnel);
  }

  private String file(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content).toString();
  }

  private static ParsedManifests read(String... paths) {
    return ManifestReader.read(Arrays.asList(paths), InputStream.nullInputStream());
  }

  private static ParsedManifests readInput(String text) {
    return ManifestReader.read(
        List.of("-"), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> services(ParsedManifests reading) {
    return reading.objects().services().stream()
        .map(object -> ObjectFields.namespace(object) + "/" + ObjectFields.name(object))
        .toList();
  }

  private static Diagnostic only(ParsedManifests reading) {
    assertEquals(1, reading.diagnostics().size(), reading.diagnostics().toString());
    return reading.diagnostics().get(0);
  }

  @Test
  void read_fileOfSeveralDocuments_readsThemAll() throws IOException {
    ParsedManifests reading = read(file("a.yaml", "---\n" + WEB + "---\n---\n" + CART + "---\n"));

    assertEquals(List.of("shop/cart", "shop/web"), services(reading));
    assertTrue(reading.complete());
    assertEquals(List.of(), reading.diagnostics());
  }

  @Test
  void read_folder_readsItsManifestsAtAnyDepthAndNothingElse() throws IOException {
    file("deep/er/a.yaml", CART);
    file("b.yml", WEB);
    file("c.json", "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"x\"}}");
    file("README.md", "not: [yaml");

    ParsedManifests reading = read(folder.toString());

    assertEquals(List.of("shop/cart", "shop/web"), services(reading));
    assertEquals(1, reading.objects().namespaces().size());
    assertTrue(reading.complete());
  }

  @Test
  void read_standardInput_mayBeYamlOrJson() {
    assertEquals(List.of("shop/cart"), services(readInput(CART)));
    assertEquals(
        List.of("shop/cart"),
        services(
            readInput(
                "\n {\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"cart\","
                    + "\"namespace\":\"shop\"},\"spec\":{}}")));
  }

  @Test
  void read_fileWithoutStandardInput_leavesItAlone() throws IOException {
    InputStream untouched = new ByteArrayInputStream(new byte[] {1});

    ManifestReader.read(List.of(file("a.yaml", CART)), untouched);

    assertEquals(1, untouched.read());
  }

  @Test
  void read_listOfAnyKind_readsItsItems() {
    String items = "[{\"metadata\":{\"name\":\"cart\",\"namespace\":\"shop\"},\"spec\":{}}]";

    assertEquals(
        List.of("shop/cart"),
        services(
            readInput("{\"apiVersion\":\"v1\",\"kind\":\"ServiceList\",\"items\":" + items + "}")));
    assertEquals(
        List.of("shop/web"),
        services(
            readInput(
                "apiVersion: v1\nkind: List\nitems:\n- " + WEB.strip().replace("\n", "\n  "))));
  }

  @Test
  void read_objectWithoutNamespace_isInDefault() {
    ParsedManifests reading = readInput(CART.replace("  namespace: shop\n", ""));

    assertEquals(List.of("default/cart"), services(reading));
  }

  @Test
  void read_otherKinds_areCountedAndIgnored() {
    ParsedManifests reading =
        readInput(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: a}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: b}
            ---
            apiVersion: serving.knative.dev/v1
            kind: Service
            metadata: {name: not-ours}
            """);

    assertEquals(Map.of("v1/ConfigMap", 2, "serving.knative.dev/v1/Service", 1), reading.ignored());
    assertEquals(List.of(), services(reading));
    assertTrue(reading.complete());
  }

  @Test
  void read_missingFile_isReportedAndTheOthersAreRead() throws IOException {
    String missing = folder.resolve("nowhere.yaml").toString();

    ParsedManifests reading = read(missing, file("a.yaml", CART));

    assertEquals(DiagnosticCode.MISSING_FILE, only(reading).code());
    assertEquals("file " + missing, only(reading).subject().toString());
    assertEquals(List.of("shop/cart"), services(reading));
    assertFalse(reading.complete());
  }

  @Test
  void read_folderWithoutManifests_isNotReadAsACompleteNothing() throws IOException {
    file("README.md", "");

    ParsedManifests reading = read(folder.toString());

    assertEquals(DiagnosticCode.MISSING_FILE, only(reading).code());
    assertFalse(reading.complete());
  }

  @Test
  void read_brokenYaml_saysWhereAndKeepsTheOtherFiles() throws IOException {
    String broken = file("b.yaml", WEB + "---\nkind: [Service\nmetadata:\n");

    ParsedManifests reading = read(file("a.yaml", CART), broken);

    Diagnostic told = only(reading);
    assertEquals(DiagnosticCode.MALFORMED_FILE, told.code());
    assertEquals(Severity.ERROR, told.severity());
    assertEquals("file " + broken, told.subject().toString());
    assertTrue(told.message().startsWith("line 13, column 9: "), told.message());
    assertEquals(List.of("shop/cart", "shop/web"), services(reading));
    assertFalse(reading.complete());
  }

  @Test
  void read_brokenJson_saysWhere() throws IOException {
    Diagnostic told = only(read(file("a.json", "{\n  \"kind\": \"Service\" \"v1\"}")));

    assertTrue(told.message().startsWith("line 2, column "), told.message());
  }

  @ParameterizedTest
  @ValueSource(strings = {"password: hunter2: x", "{\"password\": hunter2}", "a: \"hunter2"})
  void read_brokenFileWithASecret_doesNotQuoteIt(String content) {
    assertFalse(readInput(content).diagnostics().toString().contains("hunter2"));
  }

  @Test
  void read_endlessNesting_isReported() {
    assertEquals(
        DiagnosticCode.MALFORMED_FILE, only(readInput("a: " + "[".repeat(200_000))).code());
    assertEquals(
        DiagnosticCode.MALFORMED_FILE, only(readInput("{\"a\":" + "[".repeat(200_000))).code());
  }

  @Test
  void read_textThatIsNoObject_isReported() {
    assertEquals(
        DiagnosticCode.MALFORMED_FILE, only(readInput("Unable to connect to the server")).code());
  }

  @Test
  void read_anchors_areFollowed() {
    String anchored =
        CART.replace("fairway.dev/tunnel: mpls", "a: &t mpls\n    fairway.dev/tunnel: *t");

    assertEquals(
        "mpls",
        readInput(anchored)
            .objects()
            .services()
            .get(0)
            .getMetadata()
            .getAnnotations()
            .get("fairway.dev/tunnel"));
  }

  @ParameterizedTest
  @CsvSource({"a.yaml,b.yaml", "b.yaml,a.yaml"})
  void read_sameObjectTwiceWithDifferentContent_namesBothFilesWhateverTheOrder(
      String first, String second) throws IOException {
    String one = file(first, CART);
    String other = file(second, service("shop", "cart", "biz-internet") + "---\n" + WEB);

    ParsedManifests reading = read(one, other);

    Diagnostic told = only(reading);
    assertEquals(DiagnosticCode.DUPLICATE_OBJECT, told.code());
    assertEquals("file " + folder.resolve("a.yaml"), told.subject().toString());
    assertEquals("Service shop/cart", told.value());
    assertTrue(told.message().contains(one) && told.message().contains(other), told.message());
    assertEquals(List.of("shop/web"), services(reading));
    assertFalse(reading.complete());
    assertEquals(reading, read(other, one));
  }

  @Test
  void read_sameObjectTwiceInOneFile_namesIt() {
    assertTrue(
        only(readInput(CART + "---\n" + service("shop", "cart", "x")))
            .message()
            .contains("twice in -"));
  }

  @Test
  void read_sameContentTwice_isOneObject() throws IOException {
    String unsaid = CART.replace("  namespace: shop\n", "");
    String said = CART.replace("namespace: shop", "namespace: default");

    ParsedManifests reading = read(file("a.yaml", unsaid), file("b.yaml", said));

    assertEquals(List.of("default/cart"), services(reading));
    assertTrue(reading.complete());
  }

  @Test
  void read_sameNameInAnotherNamespaceOrKind_isAnotherObject() {
    ParsedManifests reading =
        readInput(
            CART
                + "---\n"
                + service("other", "cart", "mpls")
                + "---\n"
                + CART.replace("kind: Service", "kind: Pod"));

    assertEquals(List.of("other/cart", "shop/cart"), services(reading));
    assertEquals(1, reading.objects().pods().size());
    assertTrue(reading.complete());
  }

  @Test
  void read_serviceWithoutSpec_isReportedAndTheOthersStay() {
    ParsedManifests reading = readInput(CART.substring(0, CART.indexOf("spec:")) + "---\n" + WEB);

    assertEquals(DiagnosticCode.MALFORMED_OBJECT, only(reading).code());
    assertEquals("Service shop/cart", only(reading).value());
    assertEquals(List.of("shop/web"), services(reading));
    assertFalse(reading.complete());
  }

  @ParameterizedTest
  @CsvSource({
    "port: 80,port: eighty,spec.ports[0].port",
    "fairway.dev/tunnel: mpls,fairway.dev/ports: 8080,metadata.annotations.fairway.dev/ports",
    "fairway.dev/tunnel: mpls,fairway.dev/ports: true,metadata.annotations.fairway.dev/ports"
  })
  void read_fieldOfAnotherType_isNamedAndTheOthersStay(String good, String bad, String field) {
    ParsedManifests reading = readInput(CART.replace(good, bad) + "---\n" + WEB);

    assertEquals(DiagnosticCode.MALFORMED_OBJECT, only(reading).code());
    assertEquals(field, only(reading).key().replace("[\"", ".").replace("\"]", ""));
    assertEquals(List.of("shop/web"), services(reading));
    assertFalse(reading.complete());
  }

  @ParameterizedTest
  @ValueSource(strings = {"kind", "apiVersion"})
  void read_objectWithoutKindOrVersion_isReported(String missing) {
    Diagnostic told = only(readInput(CART.replace(missing + ": ", "x: ")));

    assertEquals(DiagnosticCode.MALFORMED_FILE, told.code());
    assertTrue(told.message().contains("no '" + missing + "'"), told.message());
  }

  @Test
  void read_objectWithoutName_isReported() {
    assertEquals(
        DiagnosticCode.MALFORMED_OBJECT,
        only(readInput(CART.replace("  name: cart\n", ""))).code());
  }

  @Test
  void read_filesInAnyOrder_isEqual() throws IOException {
    List<String> paths = new ArrayList<>();
    for (String name : List.of("c", "a", "b")) {
      paths.add(file(name + ".yaml", service("shop", name, "mpls")));
    }
    ParsedManifests straight = read(paths.toArray(new String[0]));

    assertEquals(straight, read(paths.get(2), paths.get(0), paths.get(1), paths.get(0)));
    assertEquals(List.of("shop/a", "shop/b", "shop/c"), services(straight));
  }

  @Test
  void read_targetPorts_keepNamesAndNumbersApart() {
    Service service =
        readInput(CART + "    targetPort: web\n  - {name: b, port: 81, targetPort: 8081}\n")
            .objects()
            .services()
            .get(0);

    assertEquals("web", service.getSpec().getPorts().get(0).getTargetPort().getStrVal());
    assertEquals(8081, service.getSpec().getPorts().get(1).getTargetPort().getIntVal());
  }
}

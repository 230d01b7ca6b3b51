package dev.fairway.k8s.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.k8s.objects.ObjectFields;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code kubectl get} prints, whole and cut off. */
class KubectlDumpTest {

  private static ParsedManifests read(String dump) {
    return ManifestReader.read(
        List.of("-"), new ByteArrayInputStream(dump.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void read_jsonDumpCutOffAnywhere_isNeverComplete() throws IOException {
    String dump = resource("dump.json");
    for (int length = 0; length < dump.stripTrailing().length(); length++) {
      ParsedManifests reading = read(dump.substring(0, length));
      assertFalse(reading.complete(), "cut off after " + length);
    }
    assertTrue(read(dump).complete());
  }

  @Test
  void read_yamlDumpCutOffAnywhereInItsItems_isNeverComplete() throws IOException {
    String dump = resource("dump.yaml");
    int end = dump.indexOf("\nkind: List") + "\nkind: List".length();
    // Every place near the end, where little is missing; before that, one in five.
    for (int length = 0; length < end; length += length < end - 60 ? 5 : 1) {
      ParsedManifests reading = read(dump.substring(0, length));
      assertFalse(reading.complete(), "cut off after " + length);
    }
    assertTrue(read(dump).complete());
  }

  @Test
  void read_dumpAsYamlAndAsJson_areEqual() throws IOException {
    ParsedManifests json = read(resource("dump.json"));

    assertEquals(json, read(resource("dump.yaml")));
    assertEquals(
        List.of("cart"), json.objects().services().stream().map(ObjectFields::name).toList());
    assertEquals(1, json.objects().endpointSlices().size());
    assertEquals(1, json.objects().nodes().size());
  }

  private static String resource(String name) throws IOException {
    return Files.readString(Path.of("src/test/resources/manifests/kubectl", name));
  }
}

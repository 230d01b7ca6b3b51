package dev.fairway.k8s.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MisplacedAnnotationsTest {

  private static final String RIGHT = " is not read: it belongs on a v1/Service or a v1/Namespace";

  private static String object(String type, String name, String spec) {
    return """
    apiVersion: %s
    kind: %s
    metadata: {name: %s, namespace: shop, annotations: {fairway.dev/tunnel: mpls, team: a}}
    spec: %s
    ---
    """
        .formatted(
            type.substring(0, type.lastIndexOf('/')),
            type.substring(type.lastIndexOf('/') + 1),
            name,
            spec);
  }

  private static List<String> told(String... objects) {
    ParsedManifests reading =
        ManifestReader.read(
            List.of("-"),
            new ByteArrayInputStream(String.join("", objects).getBytes(StandardCharsets.UTF_8)));
    assertTrue(reading.complete());
    return reading.diagnostics().stream().map(Diagnostic::toString).toList();
  }

  @Test
  void read_annotationOnAnotherKindOrVersion_isTold() {
    assertEquals(
        List.of(
            "file -: the annotation fairway.dev/tunnel of networking.k8s.io/v1/Ingress 'a'" + RIGHT,
            "file -: the annotation fairway.dev/tunnel of serving.knative.dev/v1/Service 'a'"
                + RIGHT,
            "file -: the annotation fairway.dev/tunnel of v1/service 'a' and 1 more" + RIGHT),
        told(
            object("v1/service", "b", "{}"),
            object("v1/service", "a", "{}"),
            object("serving.knative.dev/v1/Service", "a", "{}"),
            object("networking.k8s.io/v1/Ingress", "a", "{}")));
  }

  @Test
  void read_controlOfAServiceOnAWorkload_belongsOnAServiceOnly() {
    String workload =
        object("apps/v1/Deployment", "web", "{}").replace("fairway.dev/tunnel", "fairway.dev/mode");

    assertEquals(
        List.of(
            "file -: the annotation fairway.dev/mode of apps/v1/Deployment 'web' is not read: it"
                + " belongs on a v1/Service"),
        told(workload));
  }

  @Test
  void read_annotationOnAWorkloadOrInItsPodTemplate_isTold() {
    String template =
        "{selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}, annotations:"
            + " {fairway.dev/ports: all}}, spec: {containers: [{name: a, image: a}]}}}";

    assertEquals(
        List.of(
            "file -: the annotation fairway.dev/ports in the pod template of apps/v1/Deployment"
                + " 'web'"
                + RIGHT,
            "file -: the annotation fairway.dev/tunnel of apps/v1/Deployment 'web'" + RIGHT),
        told(object("apps/v1/Deployment", "web", template)));
  }

  @Test
  void read_annotationOfAServiceOrANamespace_isNoMistake() {
    assertEquals(
        List.of(),
        told(
            object("v1/Service", "web", "{ports: [{port: 80}]}"),
            object("v1/Namespace", "shop", "{}")));
  }
}

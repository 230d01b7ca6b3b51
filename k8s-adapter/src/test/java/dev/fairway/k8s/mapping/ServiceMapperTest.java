package dev.fairway.k8s.mapping;

import static dev.fairway.k8s.KubernetesSamples.endpoints;
import static dev.fairway.k8s.KubernetesSamples.namespace;
import static dev.fairway.k8s.KubernetesSamples.port;
import static dev.fairway.k8s.KubernetesSamples.service;
import static dev.fairway.k8s.KubernetesSamples.slice;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.endpoint.ServicePort;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.snapshot.ServiceState;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceMapperTest {

  private static Instant createdAt(String text) {
    Service service =
        service("cart").editMetadata().withCreationTimestamp(text).endMetadata().build();
    return MappedCluster.of(service).service("cart").createdAt();
  }

  @Test
  void snapshot_portsOfTheSpec_keepTheirOrderAndDefaultToTcp() {
    Service service =
        service("cart")
            .editSpec()
            .withPorts(
                new ServicePortBuilder().withName("z").withPort(9).withProtocol("UDP").build(),
                new ServicePortBuilder().withPort(80).build(),
                new ServicePortBuilder().withName("a").withPort(1).withProtocol("SCTP").build())
            .endSpec()
            .build();

    assertEquals(
        List.of(
            new ServicePort("z", IpProtocol.UDP, 9),
            new ServicePort("", IpProtocol.TCP, 80),
            new ServicePort("a", IpProtocol.SCTP, 1)),
        MappedCluster.of(service).service("cart").ports());
  }

  @Test
  void snapshot_portWithAnUnknownProtocol_isLeftOutAndTheOthersStay() {
    Service service =
        service("cart")
            .editSpec()
            .addNewPort()
            .withName("odd")
            .withPort(1)
            .withProtocol("ICMP")
            .endPort()
            .endSpec()
            .build();

    ServiceState state = MappedCluster.of(service).service("cart");

    assertEquals(List.of(new ServicePort("http", IpProtocol.TCP, 80)), state.ports());
    Diagnostic told = state.diagnostics().get(0);
    assertEquals(DiagnosticCode.MALFORMED_OBJECT, told.code());
    assertEquals("ICMP", told.value());
    assertEquals("service eu/shop/cart", told.subject().toString());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(ints = {0, 70_000})
  void snapshot_portWithoutAUsableNumber_isLeftOut(Integer number) {
    Service service =
        service("cart").editSpec().editFirstPort().withPort(number).endPort().endSpec().build();

    ServiceState state = MappedCluster.of(service).service("cart");

    assertEquals(List.of(), state.ports());
    assertEquals(DiagnosticCode.MALFORMED_OBJECT, state.diagnostics().get(0).code());
  }

  @Test
  void snapshot_serviceWithoutSpec_isReportedAndKeepsItsDeclaration() {
    Service service = service("cart").withSpec(null).build();

    ServiceState state = MappedCluster.of(service).service("cart");

    assertEquals(List.of(), state.ports());
    assertEquals(DiagnosticCode.MALFORMED_OBJECT, state.diagnostics().get(0).code());
    assertTrue(state.reading().intent().isPresent());
  }

  @Test
  void snapshot_creationTime_isRead() {
    assertEquals(Instant.parse("2026-01-02T03:04:05Z"), createdAt("2026-01-02T03:04:05Z"));
    assertEquals(Instant.parse("2026-01-02T03:04:05Z"), createdAt("2026-01-02T05:04:05+02:00"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "yesterday", "2026-13-01T00:00:00Z"})
  void snapshot_noReadableCreationTime_isTheYoungest(String text) {
    assertEquals(Instant.MAX, createdAt(text));
  }

  @Test
  void snapshot_annotations_areReadByTheGrammar() {
    assertEquals(
        "ports=every tunnel=mpls fallback=none",
        MappedCluster.of(service("cart").build())
            .service("cart")
            .reading()
            .intent()
            .orElseThrow()
            .canonical());
  }

  @Test
  void snapshot_annotationThatIsNoName_isRefusedNotPasted_defectS10() {
    Service service =
        service("cart")
            .editMetadata()
            .addToAnnotations("fairway.dev/tunnel", "mpls\"}]},{")
            .endMetadata()
            .build();

    ServiceState state = MappedCluster.of(service).service("cart");

    assertFalse(state.reading().readable());
    assertTrue(state.reading().intent().isEmpty());
  }

  @Test
  void snapshot_serviceWithNoAnnotationAtAll_asksForNothing() {
    Service service = service("cart").editMetadata().withAnnotations(null).endMetadata().build();

    ServiceState state = MappedCluster.of(service).service("cart");

    assertTrue(state.reading().intent().isEmpty());
    assertTrue(state.reading().readable());
  }

  @Test
  void snapshot_acceptedCondition_holdsTheLastGoodIntent() {
    Service service =
        service("cart")
            .withNewStatus()
            .addNewCondition()
            .withType("Other")
            .withMessage("x")
            .endCondition()
            .addNewCondition()
            .withType("fairway.dev/Accepted")
            .withStatus("False")
            .withMessage("ports=every tunnel=biz-internet fallback=any")
            .endCondition()
            .endStatus()
            .build();

    assertEquals(
        "ports=every tunnel=biz-internet fallback=any",
        MappedCluster.of(service).service("cart").reading().lastGood().orElseThrow().canonical());
  }

  @Test
  void snapshot_acceptedConditionWithoutMessage_isNoLastGoodIntent() {
    Service service =
        service("cart")
            .withNewStatus()
            .addNewCondition()
            .withType("fairway.dev/Accepted")
            .withMessage("")
            .endCondition()
            .endStatus()
            .build();

    ServiceState state = MappedCluster.of(service).service("cart");

    assertTrue(state.reading().lastGood().isEmpty());
    assertEquals(List.of(), state.reading().diagnostics());
  }

  @Test
  void snapshot_externalName_hasNoEndpoints() {
    Service service = service("cart").editSpec().withType("ExternalName").endSpec().build();

    MappedCluster cluster =
        MappedCluster.of(
            service,
            slice("a", "cart")
                .withPorts(port("http", 8080))
                .withEndpoints(endpoints("10.1.0.1"))
                .build());

    assertEquals(List.of(), cluster.groups());
  }

  @Test
  void snapshot_targetPort_isKeptAsWritten() {
    Service service =
        service("cart")
            .editSpec()
            .withPorts(
                new ServicePortBuilder()
                    .withName("a")
                    .withPort(1)
                    .withTargetPort(new IntOrString(8080))
                    .build(),
                new ServicePortBuilder()
                    .withName("b")
                    .withPort(2)
                    .withTargetPort(new IntOrString("bee"))
                    .build(),
                new ServicePortBuilder().withName("c").withPort(3).build())
            .endSpec()
            .build();

    assertEquals(
        List.of("8080", "bee", ""),
        MappedCluster.of(service).service("cart").ports().stream()
            .map(ServicePort::targetPort)
            .toList());
  }

  private static String noEndpoints(HasMetadata... objects) {
    return MappedCluster.of(objects).diagnostics(DiagnosticCode.NO_ENDPOINTS).stream()
        .map(diagnostic -> diagnostic.key() + ": " + diagnostic.message())
        .collect(Collectors.joining("\n"));
  }

  @Test
  void snapshot_externalName_isSaidToNeverHaveEndpoints() {
    Service service = service("cart").editSpec().withType("ExternalName").endSpec().build();

    assertEquals(
        "spec.type: is of type ExternalName, a name in DNS without endpoints, so it never gets a"
            + " rule: move the annotations to the Service that has the pods, if there is one",
        noEndpoints(service));
    assertTrue(
        noEndpoints(
                service,
                slice("a", "cart")
                    .withPorts(port("http", 8080))
                    .withEndpoints(endpoints("10.1.0.1"))
                    .build())
            .endsWith("; its EndpointSlices count for nothing"));
  }

  @Test
  void snapshot_externalNameUnderADefault_isToldHowToDropIt() {
    Service service =
        service("cart")
            .editMetadata()
            .withAnnotations(Map.of())
            .endMetadata()
            .editSpec()
            .withType("ExternalName")
            .endSpec()
            .build();

    assertEquals("", noEndpoints(service));
    assertTrue(
        noEndpoints(service, namespace("shop", "fairway.dev/tunnel", "mpls"))
            .contains("'fairway.dev/class: none' on it drops the defaults of its Namespace"));
  }

  @Test
  void snapshot_noSelector_isSaidWhereNothingMakesEndpoints() {
    Service service =
        service("cart").editSpec().withClusterIP("None").withSelector(Map.of()).endSpec().build();
    String expected =
        "spec.selector: has no selector and no endpoint, and no controller makes any for it: its"
            + " pods get rules with a selector, or with an EndpointSlice that has endpoints and the"
            + " label 'kubernetes.io/service-name: cart'";

    assertEquals(expected, noEndpoints(service));
    assertEquals(expected, noEndpoints(service, slice("empty", "cart").build()));
    assertEquals(
        "",
        noEndpoints(
            service,
            slice("a", "cart")
                .withPorts(port("http", 8080))
                .withEndpoints(endpoints("10.1.0.1"))
                .build()));
  }

  @Test
  void snapshot_selectorWithoutPods_isLeftToWhoeverComparesWithTheIntent() {
    assertEquals("", noEndpoints(service("cart").build(), slice("a", "cart").build()));
  }

  @Test
  void snapshot_labelWithAKeyOfAnnotations_isToldAndAsksForNothing() {
    Service service =
        service("cart")
            .editMetadata()
            .withAnnotations(Map.of())
            .addToLabels("fairway.dev/tunnel", "mpls")
            .addToLabels("fairway.dev/team", "a")
            .addToLabels("app", "cart")
            .endMetadata()
            .build();

    ServiceState state = MappedCluster.of(service).service("cart");

    assertTrue(state.reading().intent().isEmpty());
    assertTrue(state.reading().readable());
    assertEquals(
        List.of(
            "service eu/shop/cart: the label fairway.dev/tunnel is not read: write it as the"
                + " annotation 'fairway.dev/tunnel'"),
        state.reading().diagnostics().stream().map(Diagnostic::toString).toList());
  }

  @Test
  void snapshot_labelBesideTheAnnotation_isNoMistake() {
    Service service =
        service("cart")
            .editMetadata()
            .addToLabels("fairway.dev/tunnel", "mpls")
            .endMetadata()
            .build();

    assertEquals(List.of(), MappedCluster.of(service).service("cart").reading().diagnostics());
  }

  @Test
  void snapshot_annotationWithNearlyOurKey_isKeptAndTold() {
    Service service =
        service("cart")
            .editMetadata()
            .withAnnotations(Map.of("fairway.io/tunnel", "mpls", "helm.sh/chart", "x"))
            .endMetadata()
            .build();

    ServiceState state = MappedCluster.of(service).service("cart");

    assertTrue(state.reading().readable());
    assertEquals(
        List.of("IgnoredKey fairway.io/tunnel"),
        state.reading().diagnostics().stream()
            .map(diagnostic -> diagnostic.code().text() + " " + diagnostic.key())
            .toList());
  }

  @Test
  void snapshot_namespaceWithNearMisses_isToldAndHoldsNothing() {
    Namespace shop =
        namespace("shop", "fairway.dev.tunnel", "mpls")
            .edit()
            .editMetadata()
            .addToLabels("fairway.dev/tunnel", "mpls")
            .endMetadata()
            .build();

    MappedCluster cluster = MappedCluster.of(service("cart").build(), shop);

    assertTrue(cluster.service("cart").reading().readable());
    assertEquals(
        List.of(
            "namespace eu/shop: the annotation fairway.dev.tunnel is not read; did you mean"
                + " 'fairway.dev/tunnel'?",
            "namespace eu/shop: the label fairway.dev/tunnel is not read: write it as the"
                + " annotation 'fairway.dev/tunnel'"),
        cluster.snapshot().diagnostics().stream()
            .filter(diagnostic -> diagnostic.code() == DiagnosticCode.IGNORED_KEY)
            .map(Diagnostic::toString)
            .toList());
  }

  @Test
  void snapshot_annotationThatIsABlock_isReadWithoutItsLineBreak() {
    Service service =
        service("cart")
            .editMetadata()
            .withAnnotations(Map.of("fairway.dev/tunnel", "mpls,\nbiz-internet\n"))
            .endMetadata()
            .build();

    assertEquals(
        "ports=every tunnel=mpls,biz-internet fallback=none",
        MappedCluster.of(service).service("cart").reading().intent().orElseThrow().canonical());
  }
}

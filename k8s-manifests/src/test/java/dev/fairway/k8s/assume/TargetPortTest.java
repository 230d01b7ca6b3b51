package dev.fairway.k8s.assume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetPortTest {

  private static final PodSpec EMPTY = new PodSpec();

  private static TargetPort port(Object target) {
    return port(
        new ServicePortBuilder()
            .withName("http")
            .withPort(80)
            .withTargetPort(new IntOrString(target))
            .build());
  }

  private static TargetPort port(ServicePort port) {
    return TargetPort.of(List.of(port)).get(0);
  }

  private static Container container(String restartPolicy, String port, int number) {
    return new ContainerBuilder()
        .withRestartPolicy(restartPolicy)
        .addNewPort()
        .withName(port)
        .withContainerPort(number)
        .endPort()
        .build();
  }

  @Test
  void of_noTargetZeroOrEmpty_isTheServicesOwnPort() {
    assertEquals(
        OptionalInt.of(80), port(new ServicePortBuilder().withPort(80).build()).numberIn(EMPTY));
    assertEquals(OptionalInt.of(80), port(0).numberIn(EMPTY));
    assertEquals(OptionalInt.of(80), port("").numberIn(EMPTY));
    assertEquals(OptionalInt.of(8080), port(8080).numberIn(EMPTY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"8080", "0", "HTTP", "-web", "a--b", "a-name-of-sixteen", "a b"})
  void of_textThatIsNoPortName_isRefused(String target) {
    TargetPort port = port(target);

    assertTrue(port.refusal().contains("letter"), port::refusal);
    assertEquals(OptionalInt.empty(), port.numberIn(EMPTY));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void of_numberOutOfRange_isRefused(int target) {
    assertTrue(port(target).refusal().contains("65535"));
  }

  @Test
  void of_invalidServicePort_isLeftOut() {
    assertEquals(
        List.of(),
        TargetPort.of(
            List.of(
                new ServicePortBuilder().withPort(0).build(),
                new ServicePortBuilder().withPort(80).withProtocol("HTTP").build(),
                new ServicePortBuilder().withName("none").build())));
  }

  @Test
  void numberIn_nameInContainerAndSidecar_isThatOfTheContainer() {
    PodSpec spec =
        new PodSpecBuilder()
            .withInitContainers(container("Always", "web", 15_001))
            .withContainers(container(null, "web", 8080))
            .build();

    assertEquals(OptionalInt.of(8080), port("web").numberIn(spec));
  }

  @Test
  void numberIn_nameInASidecar_isThatOfTheSidecar() {
    PodSpec spec =
        new PodSpecBuilder()
            .withInitContainers(container(null, "proxy", 1), container("Always", "proxy", 15_001))
            .withContainers(container(null, "web", 8080))
            .build();

    assertEquals(OptionalInt.of(15_001), port("proxy").numberIn(spec));
  }

  @Test
  void numberIn_nameInAnInitContainerThatEnds_isNone() {
    PodSpec spec = new PodSpecBuilder().withInitContainers(container(null, "proxy", 1)).build();

    assertEquals(OptionalInt.empty(), port("proxy").numberIn(spec));
    assertTrue(port("proxy").whyNotIn(spec).contains("restartPolicy Always"));
  }

  @Test
  void numberIn_nameOfAnotherProtocol_isNone() {
    PodSpec spec =
        new PodSpecBuilder()
            .addNewContainer()
            .addNewPort()
            .withName("dns")
            .withProtocol("UDP")
            .withContainerPort(53)
            .endPort()
            .endContainer()
            .build();

    assertEquals(OptionalInt.empty(), port("dns").numberIn(spec));
    assertTrue(port("dns").whyNotIn(spec).contains("UDP"));
    assertEquals(
        OptionalInt.of(53),
        port(new ServicePortBuilder()
                .withPort(53)
                .withProtocol("UDP")
                .withTargetPort(new IntOrString("dns"))
                .build())
            .numberIn(spec));
  }

  @Test
  void whyNotIn_otherNames_namesThem() {
    PodSpec spec =
        new PodSpecBuilder()
            .withContainers(container(null, "web", 1), container(null, "admin", 2))
            .build();

    assertTrue(port("proxy").whyNotIn(spec).endsWith("admin, web"));
  }
}

package dev.fairway.operator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.mock.FabricFile;
import dev.fairway.operator.settings.Settings;
import dev.fairway.operator.settings.Settings.LeaseName;
import dev.fairway.operator.settings.SettingsReader;
import dev.fairway.operator.settings.SettingsReading;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files in {@code deploy/} give what the program asks for, and no more. */
class DeployFilesTest {

  private static final Path DEPLOY = Path.of("deploy");

  @TempDir private Path folder;

  private static <T> T only(String file, Class<T> type) throws IOException {
    List<T> found = objects(file).stream().filter(type::isInstance).map(type::cast).toList();
    assertEquals(1, found.size(), type.getSimpleName());
    return found.get(0);
  }

  private static Role role(String name) throws IOException {
    return objects("rbac.yaml").stream()
        .filter(object -> object.getMetadata().getName().equals(name))
        .filter(Role.class::isInstance)
        .map(Role.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static List<HasMetadata> objects(String file) throws IOException {
    return Stream.of(Files.readString(DEPLOY.resolve(file)).split("(?m)^---$"))
        .map(text -> (HasMetadata) Serialization.unmarshal(text))
        .toList();
  }

  private SettingsReading settings() throws IOException {
    ConfigMap map = only("fairway.yaml", ConfigMap.class);
    Path file =
        Files.writeString(folder.resolve("fairway.yaml"), map.getData().get("fairway.yaml"));
    return SettingsReader.read(Optional.of(file), Map.of(), Map.of());
  }

  private static SortedSet<String> given(Collection<PolicyRule> rules, String where) {
    SortedSet<String> given = new TreeSet<>();
    for (PolicyRule rule : rules) {
      for (String group : rule.getApiGroups()) {
        for (String resource : rule.getResources()) {
          rule.getVerbs().forEach(verb -> given.add(verb + " " + group + "/" + resource + where));
        }
      }
    }
    return given;
  }

  @Test
  void roles_giveWhatIsAskedForAndNoMore() throws IOException {
    SortedSet<String> given = given(only("rbac.yaml", ClusterRole.class).getRules(), "");
    Role role = role("fairway");
    given.addAll(given(role.getRules(), " in " + role.getMetadata().getNamespace()));
    SortedSet<String> needed = new TreeSet<>();
    for (RequiredPermission right : RequiredPermission.of(settings().settings().orElseThrow())) {
      String part = right.subresource().isEmpty() ? "" : "/" + right.subresource();
      String where = right.namespace().map(name -> " in " + name).orElse("");
      needed.add(right.verb() + " " + right.group() + "/" + right.resource() + part + where);
    }
    assertEquals(needed, given);
  }

  @Test
  void lease_thatMayBeHeld_isTheOneOfTheSettings() throws IOException {
    Settings settings = settings().settings().orElseThrow();
    LeaseName lease = settings.leaderElection().lease();
    for (String name : List.of("fairway", "fairway-approver")) {
      List<String> names =
          role(name).getRules().stream().flatMap(rule -> rule.getResourceNames().stream()).toList();
      assertEquals(List.of(lease.name()), names);
      assertEquals(lease.namespace(), role(name).getMetadata().getNamespace());
    }
  }

  @Test
  void roleForPeople_givesThatLeaseAndNoMore() throws IOException {
    assertEquals(
        new TreeSet<>(
            List.of("get coordination.k8s.io/leases", "patch coordination.k8s.io/leases")),
        given(role("fairway-approver").getRules(), ""));
    assertEquals(
        List.of("fairway", "fairway"),
        objects("rbac.yaml").stream()
            .filter(object -> object.getKind().endsWith("Binding"))
            .map(object -> object.getMetadata().getName())
            .toList(),
        "bound to nobody");
  }

  @Test
  void settings_ofTheExample_areRight() throws IOException {
    assertEquals(List.of(), settings().diagnostics());
    String fabric = only("fairway.yaml", ConfigMap.class).getData().get("fabric.yaml");
    assertTrue(FabricFile.parse("fabric.yaml", fabric).layout().isPresent());
  }

  @Test
  void probes_askTheServerOfTheSettings() throws IOException {
    Deployment deployment = only("fairway.yaml", Deployment.class);
    Container container = deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
    assertEquals(
        settings().settings().orElseThrow().server().port(),
        container.getPorts().get(0).getContainerPort());
    assertEquals("/readyz", container.getReadinessProbe().getHttpGet().getPath());
    assertEquals("/healthz", container.getLivenessProbe().getHttpGet().getPath());
    assertEquals(List.of("run", "--config", "/etc/fairway/fairway.yaml"), container.getArgs());
  }

  @Test
  void objects_areAllNamed() throws IOException {
    for (String file : List.of("rbac.yaml", "fairway.yaml")) {
      objects(file)
          .forEach(
              object -> assertTrue(object.getMetadata().getName().startsWith("fairway"), file));
    }
  }
}

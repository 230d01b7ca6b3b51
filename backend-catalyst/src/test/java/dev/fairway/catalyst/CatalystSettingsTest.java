package dev.fairway.catalyst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.catalyst.client.ConnectionOptions;
import dev.fairway.catalyst.client.ManagerLogin;
import dev.fairway.catalyst.snapshot.ManagedFabric;
import dev.fairway.catalyst.snapshot.PlacementMode;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.Limit;
import dev.fairway.spi.BackendSettings;
import dev.fairway.spi.SettingException;
import dev.fairway.spi.SettingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values read from settings, and the message of each mistake. */
class CatalystSettingsTest {

  private static final Map<String, String> LEAST =
      Map.of(
          "url", "https://manager.example.com",
          "username", "fairway",
          "password", "hunter2",
          "sites", "100, 200-299",
          "segments", "default=10");

  @TempDir private Path folder;

  @Test
  void read_leastThatIsNeeded_isCareful() {
    ManagedFabric fabric = fabric(Map.of());

    assertEquals("100, 200-299", fabric.sites().toString());
    assertEquals(Map.of(Segment.DEFAULT, 10), fabric.vpns().numbers());
    assertEquals(PlacementMode.AUTO, fabric.mode());
    assertFalse(fabric.attachToForeignSiteLists());
    assertFalse(fabric.profile().has(Feature.ORDERED_STRICT));
    assertEquals(200, fabric.profile().limit(Limit.RULES).orElseThrow());
    ConnectionOptions access = access(Map.of());
    assertEquals("https://manager.example.com", access.base().toString());
    assertTrue(access.login() instanceof ManagerLogin.FormLogin);
    assertFalse(access.insecure());
  }

  @Test
  void read_everythingSaid_isTaken() {
    ManagedFabric fabric =
        fabric(
            Map.of(
                "segments", "default=10, guest = 20",
                "mode", "own",
                "attachToForeignSiteLists", "true",
                "provenFeatures", "ordered-strict, other-port-match",
                "maxSequences", "5",
                "maxPrefixes", "7"));

    assertEquals(20, fabric.vpns().vpn(new Segment("guest")));
    assertEquals(PlacementMode.OWN, fabric.mode());
    assertTrue(fabric.attachToForeignSiteLists());
    assertEquals(Set.of(Feature.ORDERED_STRICT, Feature.OTHER_PORT_MATCH), fabric.proven());
    assertEquals(5, fabric.profile().limit(Limit.RULES).orElseThrow());
    assertEquals(7, fabric.profile().limit(Limit.PREFIXES_PER_SET).orElseThrow());
    ConnectionOptions access =
        access(
            Map.of(
                "login", "jwt",
                "insecure", "true",
                "tenant", "shop",
                "requestTimeout", "5s",
                "retryAfter", "2s"));
    assertTrue(access.login() instanceof ManagerLogin.JwtLogin);
    assertTrue(access.insecure());
    assertEquals(Optional.of("shop"), access.tenant());
    assertEquals(Duration.ofSeconds(5), access.limits().request());
    assertEquals(Duration.ofSeconds(2), access.rateLimits().busyBackoff());
  }

  @Test
  void read_passwordFile_isReadFromTheFolderOfTheSettings() throws IOException {
    Files.writeString(folder.resolve("secret"), "hunter2\n");

    ManagerLogin login = accessWithout("password", Map.of("passwordFile", "secret")).login();

    assertTrue(
        login instanceof ManagerLogin.FormLogin form && form.password().reveal().equals("hunter2"));
  }

  @Test
  void read_tokenFile_needsNoUser() throws IOException {
    Files.writeString(folder.resolve("key"), "abcdef\n");
    Map<String, String> values = new TreeMap<>(LEAST);
    values.keySet().removeAll(List.of("username", "password"));
    values.put("tokenFile", "key");

    ManagerLogin login = ConnectionSettings.read(BackendSettings.of(values, folder)).login();

    assertTrue(login instanceof ManagerLogin.ApiKeyLogin);
    values.put("username", "fairway");
    SettingException refused =
        assertThrows(
            SettingException.class,
            () -> ConnectionSettings.read(BackendSettings.of(values, folder)));
    assertEquals("username", refused.setting());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "url | http://manager.example.com | must begin with https://",
        "url | https://manager.example.com/dataservice | ends after host and port",
        "url | https://fairway:hunter2@manager.example.com | without a user",
        "url | manager | https://",
        "login | sso | 'sso' is not session or jwt",
        "username | '' | must be set",
        "password | '' | 'passwordFile' must name a file",
        "passwordFile | nowhere | leave one of them out",
        "tokenFile | nowhere | cannot be read",
        "caFile | nowhere | cannot be read",
        "insecure | yes | 'yes' is not true or false",
        "tenant | ' ' | the tenant has no name",
        "requestTimeout | 0s | must be longer than nothing",
        "retryAfter | soon | 'soon' is not a duration",
      })
  void read_mistakeInTheAccess_namesTheSettingAndWhatWouldBeRight(
      String name, String value, String words) {
    String setting = name.equals("passwordFile") ? "password" : name;
    try {
      Files.writeString(folder.resolve(name.equals("passwordFile") ? value : "other"), "x");
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
    SettingException refused =
        assertThrows(SettingException.class, () -> access(Map.of(name, value)));

    assertEquals(setting, refused.setting());
    assertTrue(refused.problem().contains(words), refused.problem());
    assertFalse(refused.getMessage().contains("hunter2"), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sites | '' | must be set",
        "sites | 100,,200 | '' is no site id",
        "sites | west | 'west' is no site id from 1 to 4294967295",
        "sites | 0-5 | '0-5' is no site id",
        "sites | 4294967296 | '4294967296' is no site id",
        "segments | '' | must be set",
        "segments | default | 'default' is no segment with its VPN",
        "segments | default=ten | 'default=ten' is no segment with its VPN",
        "segments | default=512 | VPN 512",
        "segments | default=10,guest=10 | both VPN 10",
        "segments | default=10,default=20 | stands twice",
        "segments | production-payments-api=10,productio-efca8fdf=20 | would share fairway-productio-efca8fdf",
        "mode | inject | not in this version; known: auto, attach, own",
        "mode | atach | did you mean 'attach'",
        "attachToForeignSiteLists | 1 | '1' is not true or false",
        "provenFeatures | ipv6 | known: ordered-preference, ordered-strict, other-port-match",
        "maxSequences | 0 | from 1 to 65534",
        "maxPrefixes | many | 'many' is not a whole number",
      })
  void read_mistakeInTheFabric_namesTheSettingAndWhatWouldBeRight(
      String name, String value, String words) {
    SettingException refused =
        assertThrows(SettingException.class, () -> fabric(Map.of(name, value)));

    assertEquals(name, refused.setting());
    assertTrue(refused.problem().contains(words), refused.problem());
  }

  @Test
  void read_caFileThatHoldsNoCertificate_isRefused() throws IOException {
    Files.writeString(folder.resolve("ca.pem"), "hello");

    SettingException refused =
        assertThrows(SettingException.class, () -> access(Map.of("caFile", "ca.pem")));

    assertEquals("caFile", refused.setting());
  }

  @Test
  void read_passwordFileOfTwoLines_isRefused() throws IOException {
    Files.writeString(folder.resolve("secret"), "hunter2\nsecond\n");

    SettingException refused =
        assertThrows(
            SettingException.class,
            () -> accessWithout("password", Map.of("passwordFile", "secret")));

    assertEquals("the file must hold one line and no more", refused.problem());
  }

  @Test
  void keys_haveOneNameEachAndTheDefaultsThatHold() {
    List<String> names = CatalystSettingKeys.ALL.stream().map(SettingKey::name).toList();
    assertEquals(names.size(), Set.copyOf(names).size());
    Map<String, String> defaults = new TreeMap<>();
    CatalystSettingKeys.ALL.forEach(
        key -> key.defaultValue().ifPresent(value -> defaults.put(key.name(), value)));

    assertEquals(fabric(Map.of()), fabric(defaults));
    assertEquals(access(Map.of()).limits(), access(defaults).limits());
    assertEquals(access(Map.of()).rateLimits(), access(defaults).rateLimits());
  }

  private ManagedFabric fabric(Map<String, String> more) {
    return FabricSettings.read(settings(more));
  }

  private ConnectionOptions access(Map<String, String> more) {
    return ConnectionSettings.read(settings(more));
  }

  private ConnectionOptions accessWithout(String name, Map<String, String> more) {
    Map<String, String> values = new TreeMap<>(LEAST);
    values.remove(name);
    values.putAll(more);
    return ConnectionSettings.read(BackendSettings.of(values, folder));
  }

  private BackendSettings settings(Map<String, String> more) {
    Map<String, String> values = new TreeMap<>(LEAST);
    values.putAll(more);
    return BackendSettings.of(values, folder);
  }
}

package dev.fairway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.policy.OwnerId;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.BackendSettings;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.SdwanBackendProvider;
import dev.fairway.spi.SettingException;
import dev.fairway.spi.SettingKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendCatalogTest {

  private static final OwnerId OWNER = new OwnerId("shop-eu");

  @TempDir Path folder;

  private BackendCatalog catalog(String... classes) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.write(services.resolve(SdwanBackendProvider.class.getName()), List.of(classes));
    return BackendCatalog.load(loader());
  }

  /** Offers the backends of the folder, and none that happen to be on the class path of tests. */
  private ClassLoader loader() throws MalformedURLException {
    return new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, BackendCatalogTest.class.getClassLoader()) {
      @Override
      public Enumeration<URL> getResources(String name) throws IOException {
        return findResources(name);
      }
    };
  }

  private static String message(Class<? extends Exception> type, Runnable what) {
    return assertThrows(type, what::run).getMessage();
  }

  @Test
  void open_knownName_opensItsBackendForTheOwner() throws IOException {
    BackendCatalog catalog = catalog(Acme.class.getName(), Globex.class.getName());
    assertEquals(List.of("acme", "globex"), List.copyOf(catalog.names()));
    BackendSettings settings = BackendSettings.of(Map.of("url", "https://acme.example"));
    SdwanBackend backend = catalog.open("acme", settings, OWNER);
    assertTrue(backend instanceof ScriptedFabric);
    assertEquals("acme", catalog.provider("acme").name());
  }

  @Test
  void open_unknownName_namesTheNearestAndAll() throws IOException {
    BackendCatalog catalog = catalog(Acme.class.getName(), Globex.class.getName());
    SettingException thrown =
        assertThrows(
            SettingException.class,
            () -> catalog.open("acne", BackendSettings.of(Map.of()), OWNER));
    assertEquals(BackendCatalog.NAME_SETTING, thrown.setting());
    assertEquals(
        "setting 'backend.name': 'acne' is not a backend; did you mean 'acme'?; known: acme,"
            + " globex",
        thrown.getMessage());
  }

  @Test
  void open_noBackendAtAll_saysSo() throws IOException {
    BackendCatalog catalog = catalog();
    assertTrue(
        message(SettingException.class, () -> catalog.provider("acme")).endsWith("known: none"));
  }

  @Test
  void load_twoProvidersWithOneName_failsAndNamesBothClasses() {
    String message =
        assertThrows(
                IllegalStateException.class,
                () -> catalog(Acme.class.getName(), OtherAcme.class.getName()))
            .getMessage();
    assertTrue(message.contains(Acme.class.getName()), message);
    assertTrue(message.contains(OtherAcme.class.getName()), message);
    assertTrue(message.contains("'acme'"), message);
  }

  @Test
  void load_brokenProviders_areNamedAndTheOthersStay() throws IOException {
    BackendCatalog catalog =
        catalog(
            "com.example.Gone",
            Exploding.class.getName(),
            BackendCatalogTest.class.getName(),
            Nameless.class.getName(),
            Mute.class.getName(),
            Acme.class.getName());
    assertEquals(Set.of("acme"), catalog.names());
    assertEquals(5, catalog.broken().size(), catalog.broken().toString());
    for (Class<?> broken :
        List.of(Exploding.class, BackendCatalogTest.class, Nameless.class, Mute.class)) {
      assertTrue(catalog.broken().toString().contains(broken.getName() + " "), broken.getName());
    }
    String message = message(SettingException.class, () -> catalog.provider("gone"));
    assertTrue(message.contains("com.example.Gone"), message);
  }

  @Test
  void open_unknownSetting_namesTheNearestAndAllAndNoValue() throws IOException {
    BackendCatalog catalog = catalog(Acme.class.getName());
    BackendSettings settings =
        BackendSettings.of(Map.of("url", "https://acme.example", "pasword", "hunter2"));
    SettingException thrown =
        assertThrows(SettingException.class, () -> catalog.open("acme", settings, OWNER));
    assertEquals("pasword", thrown.setting());
    assertEquals(
        "setting 'pasword': backend 'acme' has no such setting; did you mean 'password'?; known:"
            + " password, url",
        thrown.getMessage());
  }

  @Test
  void open_missingSetting_saysWhatItIsFor() throws IOException {
    BackendCatalog catalog = catalog(Acme.class.getName());
    for (Map<String, String> set : List.of(Map.<String, String>of(), Map.of("url", " "))) {
      assertEquals(
          "setting 'url': backend 'acme' needs it: where its controller is",
          message(
              SettingException.class, () -> catalog.open("acme", BackendSettings.of(set), OWNER)));
    }
  }

  @Test
  void open_providerThatBreaks_isInternalWithoutItsWords() throws IOException {
    BackendCatalog catalog = catalog(Globex.class.getName());
    BackendException thrown =
        assertThrows(
            BackendException.class,
            () -> catalog.open("globex", BackendSettings.of(Map.of()), OWNER));
    assertEquals(ErrorKind.INTERNAL, thrown.kind());
    assertFalse(thrown.getMessage().contains("hunter2"));
    assertTrue(thrown.getMessage().contains("java.lang.IllegalStateException"));
    StringWriter printed = new StringWriter();
    thrown.printStackTrace(new PrintWriter(printed));
    assertFalse(printed.toString().contains("hunter2"), printed::toString);
  }

  @Test
  void open_providerThatBreaksBeforeOrGivesNothing_isInternal() throws IOException {
    BackendCatalog catalog = catalog(Hollow.class.getName(), Speechless.class.getName());
    for (String name : List.of("hollow", "speechless")) {
      BackendException thrown =
          assertThrows(
              BackendException.class,
              () -> catalog.open(name, BackendSettings.of(Map.of()), OWNER));
      assertEquals(ErrorKind.INTERNAL, thrown.kind());
    }
  }

  @Test
  void open_settingThatTheProviderRefuses_passesItsWordsOn() throws IOException {
    BackendCatalog catalog = catalog(Acme.class.getName());
    SettingException thrown =
        assertThrows(
            SettingException.class,
            () -> catalog.open("acme", BackendSettings.of(Map.of("url", "ftp")), OWNER));
    assertSame(Acme.REFUSED, thrown);
  }

  /** A provider with two settings. */
  public static class Acme implements SdwanBackendProvider {

    static final SettingException REFUSED = new SettingException("url", "'ftp' is no URL");

    @Override
    public String name() {
      return "acme";
    }

    @Override
    public String description() {
      return "Acme";
    }

    @Override
    public List<SettingKey> settings() {
      return List.of(
          SettingKey.required("url", "where its controller is"),
          SettingKey.secret("password", "its password"));
    }

    @Override
    public SdwanBackend open(BackendSettings settings, OwnerId owner) {
      if (settings.requiredText("url").equals("ftp")) {
        throw REFUSED;
      }
      return new ScriptedFabric();
    }
  }

  /** Another with the same name. */
  public static final class OtherAcme extends Acme {}

  /** One that breaks when it is opened. */
  public static final class Globex extends Acme {
    @Override
    public String name() {
      return "globex";
    }

    @Override
    public List<SettingKey> settings() {
      return List.of();
    }

    @Override
    public SdwanBackend open(BackendSettings settings, OwnerId owner) {
      throw new IllegalStateException("password hunter2");
    }
  }

  /** One that opens nothing. */
  public static final class Hollow extends Acme {
    @Override
    public String name() {
      return "hollow";
    }

    @Override
    public List<SettingKey> settings() {
      return List.of();
    }

    @Override
    @SuppressWarnings("NullAway")
    public SdwanBackend open(BackendSettings settings, OwnerId owner) {
      return null;
    }
  }

  /** One that cannot list its settings. */
  public static final class Speechless extends Acme {
    @Override
    public String name() {
      return "speechless";
    }

    @Override
    public List<SettingKey> settings() {
      throw new UnsupportedOperationException();
    }
  }

  /** One that cannot be made. */
  public static final class Exploding extends Acme {
    /** Fails. */
    public Exploding() {
      throw new IllegalStateException("boom");
    }
  }

  /** One whose name is none. */
  public static final class Nameless extends Acme {
    @Override
    public String name() {
      return "Acme SD-WAN";
    }
  }

  /** One that cannot say its name. */
  public static final class Mute extends Acme {
    @Override
    public String name() {
      throw new UnsupportedOperationException();
    }
  }
}

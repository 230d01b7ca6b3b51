package dev.fairway.runtime;

import dev.fairway.core.diagnostic.NearestWord;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.BackendSettings;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.SdwanBackendProvider;
import dev.fairway.spi.SettingException;
import dev.fairway.spi.SettingKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The backends on the class path, by name. Immutable and thread-safe. */
public final class BackendCatalog {

  /** The setting that names the backend. */
  public static final String NAME_SETTING = "backend.name";

  private static final Logger LOG = LoggerFactory.getLogger(BackendCatalog.class);

  private static final String NAME = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

  private final SortedMap<String, SdwanBackendProvider> providers = new TreeMap<>();
  private final List<String> broken = new ArrayList<>();

  /** Loads providers one by one, so that a broken one does not hide the others. */
  private BackendCatalog(ClassLoader loader) {
    Iterator<SdwanBackendProvider> iterator =
        ServiceLoader.load(SdwanBackendProvider.class, loader).iterator();
    boolean more = true;
    while (more) {
      try {
        more = iterator.hasNext();
        if (more) {
          add(iterator.next());
        }
      } catch (ServiceConfigurationError | LinkageError error) {
        String sentence = "a backend cannot be loaded: " + error.getMessage() + because(error);
        // The iterator moves on behind a broken entry. The same error twice means that it did not.
        more = !broken.contains(sentence);
        if (more) {
          broken.add(sentence);
        }
      }
    }
    broken.forEach(LOG::warn);
  }

  private static String because(Throwable error) {
    Throwable cause = error.getCause();
    return cause == null ? "" : " (" + cause + ")";
  }

  private void add(SdwanBackendProvider provider) {
    String type = provider.getClass().getName();
    String name;
    try {
      name = provider.name();
    } catch (RuntimeException | LinkageError error) {
      broken.add("the backend of " + type + " cannot say its name: " + error);
      return;
    }
    if (!name.matches(NAME)) {
      broken.add("the backend of " + type + " has the name '" + name + "', which is not " + NAME);
      return;
    }
    SdwanBackendProvider other = providers.put(name, provider);
    if (other != null) {
      throw new IllegalStateException(
          "two backends have the name '%s': %s and %s; leave one of them off the class path"
              .formatted(name, other.getClass().getName(), type));
    }
  }

  /**
   * Every backend that the class loader offers. One that cannot be loaded is left out and named in
   * {@link #broken}.
   *
   * @throws IllegalStateException where two have the same name, naming both classes
   */
  public static BackendCatalog load(ClassLoader loader) {
    return new BackendCatalog(loader);
  }

  /** The names, ascending. */
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(providers.keySet()));
  }

  /** One sentence for each backend that is there and cannot be used, in the order found. */
  public List<String> broken() {
    return Collections.unmodifiableList(broken);
  }

  /**
   * The provider of that name.
   *
   * @throws SettingException for {@link #NAME_SETTING} where there is none, with those there are
   */
  public SdwanBackendProvider provider(String name) {
    SdwanBackendProvider provider = providers.get(name);
    if (provider == null) {
      throw new SettingException(NAME_SETTING, unknown(name));
    }
    return provider;
  }

  /**
   * Opens the backend of that name. Does no I/O with the fabric.
   *
   * @param settings its own settings, all of them known to it
   * @param owner whose rules it writes
   * @throws SettingException where the name is unknown, or a setting is unknown, missing or wrong
   * @throws BackendException of kind {@link ErrorKind#INTERNAL} where the provider breaks
   */
  public SdwanBackend open(String name, BackendSettings settings, OwnerId owner) {
    SdwanBackendProvider provider = provider(name);
    try {
      checkSettings(name, settings, provider.settings());
      return requireBackend(provider.open(settings, owner));
    } catch (SettingException | BackendException stated) {
      throw stated;
    } catch (RuntimeException | LinkageError mistake) {
      throw new BackendException(
          ErrorKind.INTERNAL,
          "backend '" + name + "' broke while it was opened: " + mistake.getClass().getName(),
          RedactedException.of(mistake));
    }
  }

  /** A vendor's provider may return null. */
  private static SdwanBackend requireBackend(@Nullable SdwanBackend opened) {
    if (opened == null) {
      throw new IllegalStateException("no backend");
    }
    return opened;
  }

  private String unknown(String name) {
    String hint = NearestWord.hint(name, providers.keySet());
    String text =
        "'%s' is not a backend%s; known: %s".formatted(name, hint, known(providers.keySet()));
    return broken.isEmpty() ? text : text + "; besides, " + String.join("; ", broken);
  }

  private static void checkSettings(String name, BackendSettings settings, List<SettingKey> keys) {
    Set<String> known = keys.stream().map(SettingKey::name).collect(Collectors.toSet());
    for (String set : settings.names()) {
      if (!known.contains(set)) {
        throw new SettingException(
            set,
            "backend '%s' has no such setting%s; known: %s"
                .formatted(name, NearestWord.hint(set, known), known(known)));
      }
    }
    for (SettingKey key : keys) {
      if (key.required() && settings.text(key.name()).filter(text -> !text.isBlank()).isEmpty()) {
        throw new SettingException(
            key.name(), "backend '" + name + "' needs it: " + key.description());
      }
    }
  }

  private static String known(Set<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", new TreeSet<>(names));
  }
}

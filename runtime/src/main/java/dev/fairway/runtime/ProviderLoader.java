package dev.fairway.runtime;

import dev.fairway.spi.SdwanBackendProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The loader of providers, one by one, so that a broken one does not hide the others.
 *
 * @param providers by name
 * @param broken one sentence for each that cannot be used
 */
record ProviderLoader(SortedMap<String, SdwanBackendProvider> providers, List<String> broken) {

  private static final String NAME = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

  static ProviderLoader from(ClassLoader loader) {
    ProviderLoader found = new ProviderLoader(new TreeMap<>(), new ArrayList<>());
    Iterator<SdwanBackendProvider> iterator =
        ServiceLoader.load(SdwanBackendProvider.class, loader).iterator();
    Optional<Optional<SdwanBackendProvider>> next = found.next(iterator);
    while (next.isPresent()) {
      next.get().ifPresent(found::add);
      next = found.next(iterator);
    }
    return found;
  }

  /** The next provider; inside, empty where it is broken; outside, where there is no more. */
  private Optional<Optional<SdwanBackendProvider>> next(Iterator<SdwanBackendProvider> iterator) {
    try {
      return iterator.hasNext() ? Optional.of(Optional.of(iterator.next())) : Optional.empty();
    } catch (ServiceConfigurationError | LinkageError error) {
      String sentence = "a backend cannot be loaded: " + error.getMessage() + because(error);
      // The iterator moves on behind a broken entry. The same error twice means that it did not.
      boolean stuck = broken.contains(sentence);
      if (!stuck) {
        broken.add(sentence);
      }
      return stuck ? Optional.empty() : Optional.of(Optional.empty());
    }
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
          "two backends have the name '"
              + name
              + "': "
              + other.getClass().getName()
              + " and "
              + type
              + "; leave one of them off the class path");
    }
  }
}

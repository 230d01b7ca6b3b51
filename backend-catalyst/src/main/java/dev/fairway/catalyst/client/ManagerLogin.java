package dev.fairway.catalyst.client;

import dev.fairway.spi.Secret;

/**
 * Who we are to the Manager, and by which of its ways we say so. Holds no text that may be shown.
 */
public sealed interface ManagerLogin {

  /** Calls the visitor for this way. */
  <T> T fold(Ways<T> ways);

  /** One case for each way. */
  interface Ways<T> {
    /** By a form, for a session with a cookie. */
    T session(FormLogin login);

    /** By JSON, for a token that lives for a while. */
    T jwt(JwtLogin login);

    /** By a key that somebody made beforehand. */
    T apiKey(ApiKeyLogin login);
  }

  /**
   * A user of the Manager; every release knows this way.
   *
   * @param user the user's name
   * @param password the user's password
   */
  record FormLogin(String user, Secret password) implements ManagerLogin {

    /** Refuses a user without a name. */
    public FormLogin {
      requireName(user);
    }

    @Override
    public <T> T fold(Ways<T> ways) {
      return ways.session(this);
    }
  }

  /**
   * A user of a Manager from release 20.18 on.
   *
   * @param user the user's name
   * @param password the user's password
   */
  record JwtLogin(String user, Secret password) implements ManagerLogin {

    /** Refuses a user without a name. */
    public JwtLogin {
      requireName(user);
    }

    @Override
    public <T> T fold(Ways<T> ways) {
      return ways.jwt(this);
    }
  }

  /**
   * A key that goes with every request.
   *
   * @param key visible characters of ASCII
   */
  record ApiKeyLogin(Secret key) implements ManagerLogin {

    /** Refuses what cannot stand in a header. */
    public ApiKeyLogin {
      if (!SessionCredentials.fitsHeader(key.reveal())) {
        throw new IllegalArgumentException(
            "the API key is empty, too long or holds a character that no header may hold");
      }
    }

    @Override
    public <T> T fold(Ways<T> ways) {
      return ways.apiKey(this);
    }
  }

  private static void requireName(String user) {
    if (user.isBlank()) {
      throw new IllegalArgumentException("a login needs the name of a user");
    }
  }
}

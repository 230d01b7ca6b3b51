package dev.fairway.catalyst.client;

import dev.fairway.spi.Secret;
import java.util.Optional;

/** The account of the Manager, and the way of its login. Its text holds no secret. */
public sealed interface ManagerLogin {

  /** Calls the visitor for this way. */
  default <T> T fold(Visitor<T> visitor) {
    if (this instanceof FormLogin form) {
      return visitor.form(form);
    }
    return this instanceof JwtLogin jwt ? visitor.jwt(jwt) : visitor.apiKey((ApiKeyLogin) this);
  }

  /** The name of the user who logs in; empty for a key. */
  default Optional<String> account() {
    if (this instanceof FormLogin form) {
      return Optional.of(form.user());
    }
    return this instanceof JwtLogin jwt ? Optional.of(jwt.user()) : Optional.empty();
  }

  /** True where the session can be ended by a logout: only one with a cookie can. */
  default boolean hasLogout() {
    return this instanceof FormLogin;
  }

  /** One case for each way. */
  interface Visitor<T> {

    /** A form, for a session with a cookie. */
    T form(FormLogin login);

    /** JSON, for a token that lives for a while. */
    T jwt(JwtLogin login);

    /** A key that was made beforehand. */
    T apiKey(ApiKeyLogin login);
  }

  /**
   * A user who logs in by a form, which every release knows.
   *
   * @param user the user's name
   * @param password the user's password
   */
  record FormLogin(String user, Secret password) implements ManagerLogin {

    /** Refuses a user without a name. */
    public FormLogin {
      requireName(user);
    }
  }

  /**
   * A user who logs in by JWT, from release 20.18 on.
   *
   * @param user the user's name
   * @param password the user's password
   */
  record JwtLogin(String user, Secret password) implements ManagerLogin {

    /** Refuses a user without a name. */
    public JwtLogin {
      requireName(user);
    }
  }

  /**
   * An API key that goes with every request.
   *
   * @param key visible characters of ASCII
   */
  record ApiKeyLogin(Secret key) implements ManagerLogin {

    /** Refuses a key that no header can hold. */
    public ApiKeyLogin {
      if (!SessionCredentials.fitsHeader(key.reveal())) {
        throw new IllegalArgumentException(
            "the API key is empty, too long or holds a character that no header may hold");
      }
    }
  }

  private static void requireName(String user) {
    if (user.isBlank()) {
      throw new IllegalArgumentException("a login needs the name of a user");
    }
  }
}

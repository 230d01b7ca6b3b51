package dev.fairway.catalyst.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/**
 * The API of a Manager within one call of the host: with its deadline, and with its permission
 * asked right before each write. One thread at a time.
 *
 * <p>Paths start with a slash and are those below {@code /dataservice}, with their query and
 * already encoded. Answers are JSON; an empty one is a missing node. A read is repeated where that
 * helps; a write is sent once, and again only where the Manager certainly did not take it.
 *
 * <p>Every method throws {@link ManagerException} where there is no such answer, and {@link
 * dev.fairway.spi.BackendException} of kind {@code ABANDONED} where the host withdrew its
 * permission.
 */
public interface ManagerApi {

  /** The name of the account that the requests are made with; empty where an API key hides it. */
  default Optional<String> account() {
    return Optional.empty();
  }

  /** Reads. */
  JsonNode get(String path);

  /** Reads by a {@code POST} that changes nothing, such as a preview; no permission needed. */
  JsonNode ask(String path, Object body);

  /** Creates or starts something. */
  JsonNode post(String path, Object body);

  /** Replaces something. */
  JsonNode put(String path, Object body);

  /** Deletes something. */
  JsonNode delete(String path);

  /**
   * Waits before the next poll; not longer than the call may take.
   *
   * @throws ManagerException with reason {@link ManagerException.Reason#OUT_OF_TIME} where no time
   *     is left
   */
  void pause(Duration longest);
}

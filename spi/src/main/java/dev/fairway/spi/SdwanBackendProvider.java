package dev.fairway.spi;

import dev.fairway.core.policy.OwnerId;
import java.util.List;

/**
 * The factory of one vendor's backends. Found by {@link java.util.ServiceLoader}, so it has a
 * public constructor without parameters. <strong>Experimental</strong>.
 */
public interface SdwanBackendProvider {

  /** The name that settings choose the backend by: {@code [a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?}. */
  String name();

  /** One sentence that describes the vendor, for the list of backends. */
  String description();

  /** The settings it takes, in the order in which they are explained. */
  List<SettingKey> settings();

  /**
   * A backend that writes for the owner. Does no I/O with the fabric; may read local files that the
   * settings name.
   *
   * @throws SettingException for a setting that is missing or wrong, naming it and what would be
   *     right
   */
  SdwanBackend open(BackendSettings settings, OwnerId owner);
}

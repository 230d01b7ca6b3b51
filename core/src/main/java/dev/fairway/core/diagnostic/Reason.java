package dev.fairway.core.diagnostic;

/**
 * The one-word reason of a condition {@code fairway.dev/Programmed}: a closed list, in CamelCase as
 * Kubernetes writes reasons.
 */
public enum Reason {
  PROGRAMMED("Programmed"),
  PENDING("Pending"),
  NO_ENDPOINTS("NoEndpoints"),
  INVALID_INTENT("InvalidIntent"),
  NOT_ALLOWED("NotAllowed"),
  CONFLICTED("Conflicted"),
  UNKNOWN_TRANSPORT("UnknownTransport"),
  UNSUPPORTED_BY_BACKEND("UnsupportedByBackend"),
  FOREIGN_ADDRESS("ForeignAddress"),
  DATAPATH_OPAQUE("DatapathOpaque"),
  NO_TUNNEL_MEETS_SLO("NoTunnelMeetsSlo"),
  BACKEND_UNREACHABLE("BackendUnreachable"),
  REFUSED("Refused"),
  HELD("Held"),
  RETAINED("Retained"),
  PARTLY_PROGRAMMED("PartlyProgrammed"),
  SHADOWED("Shadowed"),
  NO_USABLE_PATH("NoUsablePath"),
  REMOTE_TRANSPORT_OPEN("RemoteTransportOpen"),
  FOREIGN_PENDING("ForeignPending"),
  LIMIT_EXCEEDED("LimitExceeded"),
  UNKNOWN_PORT("UnknownPort"),
  UNKNOWN_SITE("UnknownSite"),
  STALE("Stale"),
  DRIFTED("Drifted"),
  UNDONE_BY_OTHERS("UndoneByOthers");

  private final String text;

  Reason(String text) {
    this.text = text;
  }

  /** The word. */
  public String text() {
    return text;
  }
}

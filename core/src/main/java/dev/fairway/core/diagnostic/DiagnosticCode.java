package dev.fairway.core.diagnostic;

import static dev.fairway.core.diagnostic.DiagnosticCode.Effect.HOLDS;
import static dev.fairway.core.diagnostic.DiagnosticCode.Effect.NONE;
import static dev.fairway.core.diagnostic.DiagnosticCode.Effect.RELEASES;

/**
 * The stable codes of diagnostics, each with its reason in a condition and its effect on the
 * declaration that it is about. This is the one table; nothing else maps codes.
 */
public enum DiagnosticCode {
  // Annotations of a Service or a Namespace.
  MALFORMED_VALUE("MalformedValue", Reason.INVALID_INTENT, HOLDS),
  EMPTY_VALUE("EmptyValue", Reason.INVALID_INTENT, HOLDS),
  DUPLICATE_VALUE("DuplicateValue", Reason.INVALID_INTENT, HOLDS),
  UNKNOWN_KEY("UnknownKey", Reason.INVALID_INTENT, HOLDS),
  NOT_YET_SUPPORTED("NotYetSupported", Reason.INVALID_INTENT, HOLDS),
  INCOMPLETE_INTENT("IncompleteIntent", Reason.INVALID_INTENT, HOLDS),
  CONTRADICTORY_INTENT("ContradictoryIntent", Reason.INVALID_INTENT, HOLDS),
  UNKNOWN_PORT("UnknownPort", Reason.UNKNOWN_PORT, HOLDS),
  UNKNOWN_TRANSPORT("UnknownTransport", Reason.UNKNOWN_TRANSPORT, HOLDS),
  UNKNOWN_FUNCTION("UnknownFunction", Reason.INVALID_INTENT, HOLDS),
  UNKNOWN_SEGMENT("UnknownSegment", Reason.INVALID_INTENT, HOLDS),
  UNKNOWN_PEER_SITE("UnknownPeerSite", Reason.UNKNOWN_SITE, HOLDS),
  SITE_WITHOUT_NETWORKS("SiteWithoutNetworks", Reason.UNKNOWN_SITE, HOLDS),
  SCOPE_UNKNOWN("ScopeUnknown", Reason.HELD, HOLDS),
  NOT_ENCRYPTED("NotEncrypted", Reason.NO_USABLE_PATH, HOLDS),
  UNSUPPORTED_BY_BACKEND("UnsupportedByBackend", Reason.UNSUPPORTED_BY_BACKEND, HOLDS),
  AMBIGUOUS_PORT("AmbiguousPort", Reason.INVALID_INTENT, HOLDS),
  HELD_BY_DEFAULT("HeldByDefault", Reason.HELD, HOLDS),
  NOT_ALLOWED("NotAllowed", Reason.NOT_ALLOWED, RELEASES),
  UNREADABLE_LAST_GOOD("UnreadableLastGood", Reason.INVALID_INTENT, NONE),
  ALIAS_OVERRIDDEN("AliasOverridden", Reason.PROGRAMMED, NONE),
  ALIAS_USED("AliasUsed", Reason.PROGRAMMED, NONE),
  IGNORED_KEY("IgnoredKey", Reason.PROGRAMMED, NONE),

  // Endpoints.
  NO_ENDPOINTS("NoEndpoints", Reason.NO_ENDPOINTS, NONE),
  NO_SUCH_PORT_IN_SLICES("NoSuchPortInSlices", Reason.PARTLY_PROGRAMMED, NONE),
  FOREIGN_ADDRESS("ForeignAddress", Reason.PARTLY_PROGRAMMED, NONE),
  UNKNOWN_SITE("UnknownSite", Reason.UNKNOWN_SITE, NONE),
  FAMILY_NOT_COVERED("FamilyNotCovered", Reason.PARTLY_PROGRAMMED, NONE),
  ADDRESS_NOT_COVERED("AddressNotCovered", Reason.PARTLY_PROGRAMMED, NONE),
  NODE_ADDRESS("NodeAddress", Reason.PROGRAMMED, NONE),
  UNKNOWN_ADDRESS_TYPE("UnknownAddressType", Reason.PARTLY_PROGRAMMED, NONE),
  MALFORMED_ADDRESS("MalformedAddress", Reason.PARTLY_PROGRAMMED, NONE),
  UNUSABLE_ADDRESS("UnusableAddress", Reason.PARTLY_PROGRAMMED, NONE),
  PROTECTED_ADDRESS("ProtectedAddress", Reason.PARTLY_PROGRAMMED, NONE),
  UNPROVEN_ADDRESS("UnprovenAddress", Reason.PARTLY_PROGRAMMED, NONE),
  SHARED_ADDRESS("SharedAddress", Reason.PARTLY_PROGRAMMED, NONE),
  WRONG_SEGMENT("WrongSegment", Reason.PARTLY_PROGRAMMED, NONE),
  SYNCED_ENDPOINTS("SyncedEndpoints", Reason.PROGRAMMED, NONE),
  SCOPE_WIDENED("ScopeWidened", Reason.PROGRAMMED, NONE),
  MALFORMED_OBJECT("MalformedObject", Reason.PARTLY_PROGRAMMED, NONE),

  // Translation.
  CONFLICTED("Conflicted", Reason.CONFLICTED, NONE),
  PAIRS_MERGED("PairsMerged", Reason.PARTLY_PROGRAMMED, NONE),
  LIMIT_EXCEEDED("LimitExceeded", Reason.LIMIT_EXCEEDED, NONE),

  // Cluster and network.
  DATAPATH_OPAQUE("DatapathOpaque", Reason.DATAPATH_OPAQUE, NONE),
  DATAPATH_UNKNOWN("DatapathUnknown", Reason.PROGRAMMED, NONE),
  SITE_DISAGREEMENT("SiteDisagreement", Reason.PROGRAMMED, NONE),
  NETWORKS_UNDECLARED("NetworksUndeclared", Reason.PROGRAMMED, NONE),
  CLUSTER_STALE("ClusterStale", Reason.STALE, NONE),
  SHADOWED("Shadowed", Reason.SHADOWED, NONE),

  // Fabric.
  FABRIC_UNMANAGEABLE("FabricUnmanageable", Reason.REFUSED, NONE),
  SITE_UNMANAGEABLE("SiteUnmanageable", Reason.PARTLY_PROGRAMMED, NONE),
  SITE_NOT_MANAGED("SiteNotManaged", Reason.PROGRAMMED, NONE),
  DATA_POLICY_NOT_ATTACHED("DataPolicyNotAttached", Reason.REFUSED, NONE),
  LIST_UNMARKED("ListUnmarked", Reason.PROGRAMMED, NONE),
  TRANSPORTS_UNSEEN("TransportsUnseen", Reason.PARTLY_PROGRAMMED, NONE),
  TRANSPORT_DOWN("TransportDown", Reason.NO_USABLE_PATH, NONE),

  // Files and settings.
  MALFORMED_FILE("MalformedFile", Reason.PENDING, NONE),
  MISSING_FILE("MissingFile", Reason.PENDING, NONE),
  DUPLICATE_OBJECT("DuplicateObject", Reason.PENDING, NONE),
  UNKNOWN_SETTING("UnknownSetting", Reason.PENDING, NONE),
  MALFORMED_SETTING("MalformedSetting", Reason.PENDING, NONE),
  RENAMED_SETTING("RenamedSetting", Reason.PENDING, NONE),

  // Changes of the fabric.
  DRIFTED("Drifted", Reason.DRIFTED, NONE),
  UNDONE_BY_OTHERS("UndoneByOthers", Reason.UNDONE_BY_OTHERS, NONE),
  BACKEND_UNREACHABLE("BackendUnreachable", Reason.BACKEND_UNREACHABLE, NONE),
  BACKEND_REFUSED("BackendRefused", Reason.REFUSED, NONE),
  RETAINED("Retained", Reason.RETAINED, NONE),
  LOSS_HELD("LossHeld", Reason.HELD, NONE),
  GAIN_HELD("GainHeld", Reason.HELD, HOLDS),
  OBSERVED_ONLY("ObservedOnly", Reason.PENDING, NONE),
  UNKNOWN_HOLD("UnknownHold", Reason.PROGRAMMED, NONE),
  CHANGE_WAITS("ChangeWaits", Reason.PENDING, NONE),
  STEP_FAILED("StepFailed", Reason.PENDING, NONE),
  STEP_UNKNOWN("StepUnknown", Reason.PENDING, NONE);

  /** The effect of a code of severity {@link Severity#ERROR} on the declaration of its Service. */
  public enum Effect {
    /** None. */
    NONE,
    /** The last good intent stays in force. */
    HOLDS,
    /** The rules are removed. */
    RELEASES
  }

  private final String text;
  private final Reason reason;
  private final Effect effect;

  DiagnosticCode(String text, Reason reason, Effect effect) {
    this.text = text;
    this.reason = reason;
    this.effect = effect;
  }

  /** The code as it stands in JSON and in logs. */
  public String text() {
    return text;
  }

  /** The reason in the condition {@code Programmed}. */
  public Reason reason() {
    return reason;
  }

  /** The effect on the declaration. */
  public Effect effect() {
    return effect;
  }
}

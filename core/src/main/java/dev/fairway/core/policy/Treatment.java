package dev.fairway.core.policy;

import dev.fairway.core.net.DnsLabel;
import dev.fairway.core.net.Dscp;
import dev.fairway.core.wan.Transport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The treatment of a packet by the WAN: a set of optional parts, at least one of them present.
 * Parts are added over time, each behind a {@link Feature}; a backend never receives one whose
 * feature it did not list. Immutable; equal where the parts are.
 *
 * <p>What a Service declares may have an {@link Admission} that depends on the peer. A rule never
 * has one but {@link Admission#DENY}, which drops what the rule takes: which peers that are is said
 * by its match and its {@link PeerSet}.
 *
 * <p>Order: that of {@link #canonical()}.
 */
public final class Treatment implements Comparable<Treatment> {

  /**
   * The kinds of treatments, in the order in which those of one packet are ranked. The kind of a
   * treatment with several parts is the first of theirs.
   */
  public enum Kind {
    /** It drops packets, all or some: {@code access}. */
    BLOCK("block"),
    /** It sends packets through a service function: {@code inspect}. */
    INSPECT("inspect"),
    /** It keeps packets to encrypted paths: {@code encryption}. */
    ENCRYPT("encrypt"),
    /** It chooses the transports: {@code tunnel}. */
    STEER("steer"),
    /** It marks packets: {@code dscp}. */
    MARK("mark");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** {@code block}, {@code inspect}, {@code encrypt}, {@code steer} or {@code mark}. */
    public String text() {
      return text;
    }
  }

  private static final String ENCRYPTION = "encryption=required";
  private static final String INSPECT = "inspect=";
  private static final String DSCP = "dscp=";
  private static final String ACCESS = "access=";

  /** The treatment that drops every packet. */
  public static final Treatment DROP = builder().admission(Admission.DENY).build();

  private final @Nullable Steer steer;
  private final boolean encryption;
  private final @Nullable String inspect;
  private final @Nullable Dscp dscp;
  private final @Nullable Admission admission;
  private final Kind kind;
  private final String canonical;

  private Treatment(Builder parts) {
    this.steer = parts.steer;
    this.encryption = parts.encryption;
    this.inspect = parts.inspect;
    this.dscp = parts.dscp;
    this.admission = parts.admission;
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a treatment says at least one thing");
    }
    if (inspect != null) {
      DnsLabel.require("service function", inspect);
    }
    this.kind = kindOfParts();
    this.canonical = text();
  }

  private Kind kindOfParts() {
    if (admission != null) {
      return Kind.BLOCK;
    }
    if (inspect != null) {
      return Kind.INSPECT;
    }
    if (encryption) {
      return Kind.ENCRYPT;
    }
    return steer != null ? Kind.STEER : Kind.MARK;
  }

  private String text() {
    StringJoiner text = new StringJoiner(" ");
    if (steer != null) {
      text.add(steer.canonical());
    }
    if (encryption) {
      text.add(ENCRYPTION);
    }
    if (inspect != null) {
      text.add(INSPECT + inspect);
    }
    if (dscp != null) {
      text.add(DSCP + dscp.text());
    }
    if (admission != null) {
      text.add(ACCESS + admission.text());
    }
    return text.toString();
  }

  /** Starts a treatment that says nothing yet. */
  public static Builder builder() {
    return new Builder();
  }

  /** The treatment that steers, and does nothing else. */
  public static Treatment steer(Fallback fallback, Transport... preference) {
    return builder().steer(new Steer(List.of(preference), fallback)).build();
  }

  /**
   * Reads what {@link #canonical()} writes.
   *
   * @throws IllegalArgumentException where the text is anything else
   */
  public static Treatment parse(String text) {
    Iterator<String> parts = Arrays.asList(text.split(" ", -1)).iterator();
    Builder treatment = builder();
    while (parts.hasNext()) {
      String part = parts.next();
      if (part.startsWith(Steer.TUNNEL) && parts.hasNext()) {
        treatment.steer(parseSteer(part, parts.next(), text));
      } else if (part.equals(ENCRYPTION)) {
        treatment.encryption();
      } else if (part.startsWith(INSPECT)) {
        treatment.inspect(part.substring(INSPECT.length()));
      } else if (part.startsWith(DSCP)) {
        treatment.dscp(Dscp.parse(part.substring(DSCP.length())));
      } else if (part.startsWith(ACCESS)) {
        treatment.admission(Admission.parse(part.substring(ACCESS.length())));
      } else {
        throw notATreatment(text);
      }
    }
    Treatment parsed = treatment.build();
    if (!parsed.canonical.equals(text)) {
      throw new IllegalArgumentException("'" + text + "' is written '" + parsed + "'");
    }
    return parsed;
  }

  private static Steer parseSteer(String tunnel, String fallback, String text) {
    if (!fallback.startsWith(Steer.FALLBACK)) {
      throw notATreatment(text);
    }
    List<Transport> preference = new ArrayList<>();
    for (String transport : tunnel.substring(Steer.TUNNEL.length()).split(",", -1)) {
      preference.add(new Transport(transport));
    }
    return new Steer(preference, Fallback.parse(fallback.substring(Steer.FALLBACK.length())));
  }

  private static IllegalArgumentException notATreatment(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is not a treatment, as in 'tunnel=mpls fallback=none'");
  }

  /** Which transports the packet takes, where the treatment says. */
  public Optional<Steer> steer() {
    return Optional.ofNullable(steer);
  }

  /** True where the packet takes encrypted paths only, whatever is up, or is dropped. */
  public boolean requiresEncryption() {
    return encryption;
  }

  /** The name of the service function that the packet goes through, where the treatment says. */
  public Optional<String> inspect() {
    return Optional.ofNullable(inspect);
  }

  /** How the packet is marked where it enters the WAN, where the treatment says. */
  public Optional<Dscp> dscp() {
    return Optional.ofNullable(dscp);
  }

  /** Which peers may exchange packets with the service, where the treatment says. */
  public Optional<Admission> admission() {
    return Optional.ofNullable(admission);
  }

  /** True where the treatment of a rule drops every packet. */
  public boolean drops() {
    return admission != null && admission.from().isEmpty();
  }

  /** The kind that ranks it among the treatments of one packet. */
  public Kind kind() {
    return kind;
  }

  /** The treatment of the peers that are admitted; empty where nothing else is said. */
  public Optional<Treatment> withoutAdmission() {
    if (admission == null) {
      return Optional.of(this);
    }
    Builder rest = toBuilder();
    rest.admission = null;
    return rest.buildIfAny();
  }

  /** The treatment of peers that are not inspected; empty where nothing else is said. */
  public Optional<Treatment> withoutInspect() {
    if (inspect == null) {
      return Optional.of(this);
    }
    Builder rest = toBuilder();
    rest.inspect = null;
    return rest.buildIfAny();
  }

  /** The same treatment over other transports. */
  public Treatment withSteer(Steer other) {
    return other.equals(steer) ? this : toBuilder().steer(other).build();
  }

  /** A builder that holds the same parts. */
  public Builder toBuilder() {
    Builder builder = builder();
    builder.steer = steer;
    builder.encryption = encryption;
    builder.inspect = inspect;
    builder.dscp = dscp;
    builder.admission = admission;
    return builder;
  }

  /** The one text form: the same for equal treatments, and {@link #parse} reads it back. */
  public String canonical() {
    return canonical;
  }

  @Override
  public int compareTo(Treatment other) {
    return canonical.compareTo(other.canonical);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Treatment that && canonical.equals(that.canonical);
  }

  @Override
  public int hashCode() {
    return canonical.hashCode();
  }

  @Override
  public String toString() {
    return canonical;
  }

  /** Puts a treatment together. Not thread-safe. */
  public static final class Builder {

    private @Nullable Steer steer;
    private boolean encryption;
    private @Nullable String inspect;
    private @Nullable Dscp dscp;
    private @Nullable Admission admission;

    private Builder() {}

    /** Sets which transports the packet takes. */
    public Builder steer(Steer part) {
      this.steer = part;
      return this;
    }

    /** Keeps the packet to encrypted paths. */
    public Builder encryption() {
      this.encryption = true;
      return this;
    }

    /** Sets the service function that the packet goes through; a name. */
    public Builder inspect(String function) {
      this.inspect = function;
      return this;
    }

    /** Sets how the packet is marked. */
    public Builder dscp(Dscp part) {
      this.dscp = part;
      return this;
    }

    /** Sets which peers are admitted. */
    public Builder admission(Admission part) {
      this.admission = part;
      return this;
    }

    /** True where nothing was set: then there is no treatment. */
    public boolean isEmpty() {
      return steer == null && !encryption && inspect == null && dscp == null && admission == null;
    }

    private Optional<Treatment> buildIfAny() {
      return isEmpty() ? Optional.empty() : Optional.of(build());
    }

    /** The treatment; refuses one that says nothing, and a function that is not a name. */
    public Treatment build() {
      return new Treatment(this);
    }
  }
}

package dev.fairway.catalyst.codec;

import dev.fairway.core.diagnostic.NearestWord;
import dev.fairway.core.wan.Attachment;
import dev.fairway.core.wan.Edge;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The TLOC colours that a transport may be, and the encapsulations that they have at sites. */
final class TlocColors {

  /** All that there are: the set is the Manager's, not the customer's. */
  private static final SortedSet<String> KNOWN =
      new TreeSet<>(
          List.of(
              ("default mpls metro-ethernet biz-internet public-internet lte 3g red green blue gold"
                      + " silver bronze custom1 custom2 custom3 private1 private2 private3 private4"
                      + " private5 private6")
                  .split(" ")));

  private final WanInventory wan;

  TlocColors(WanInventory wan) {
    this.wan = wan;
  }

  /** True for the name of one colour. */
  static boolean isColor(String text) {
    return KNOWN.contains(text);
  }

  /** The colour, or UNSUPPORTED where there is none of that name. */
  String color(Transport transport) {
    if (!isColor(transport.value())) {
      throw new BackendException(
          ErrorKind.UNSUPPORTED,
          "transport '"
              + transport
              + "' is no TLOC colour"
              + NearestWord.hint(transport.value(), KNOWN)
              + "; known: "
              + String.join(", ", KNOWN));
    }
    return transport.value();
  }

  /** Every encapsulation at any of the sites, or UNSUPPORTED where none of them has the colour. */
  String encapsulations(SortedSet<SiteId> sites, Transport transport) {
    return tryEncapsulations(sites, transport)
        .orElseThrow(
            () ->
                new BackendException(
                    ErrorKind.UNSUPPORTED,
                    "no edge of the sites " + sites + " has a TLOC of colour " + transport));
  }

  /** {@code ipsec}, {@code gre} or {@code ipsec gre}; empty where no edge there has the colour. */
  Optional<String> tryEncapsulations(SortedSet<SiteId> sites, Transport transport) {
    boolean ipsec = false;
    boolean gre = false;
    for (SiteId site : sites) {
      for (Edge edge : wan.site(site).map(known -> known.edges()).orElse(List.of())) {
        for (Attachment attachment : edge.attachments()) {
          if (attachment.transport().equals(transport)) {
            ipsec |= attachment.encrypted();
            gre |= attachment.unencrypted();
          }
        }
      }
    }
    String found = (ipsec ? "ipsec " : "") + (gre ? "gre" : "");
    return found.isEmpty() ? Optional.empty() : Optional.of(found.strip());
  }
}

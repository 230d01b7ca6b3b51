package dev.fairway.operator.document;

/**
 * The text of the peers of a rule, from the form that rules write them in: {@code at:100,200},
 * {@code not-at:100}, {@code not-at}, {@code any/service-at:100}.
 */
final class PeersText {

  private static final String SERVICE_AT = "/service-at:";
  private static final String ANY = "any";

  private PeersText() {}

  /** True where the rule is for the peers of some sites only. */
  static boolean some(String peers) {
    return !peers.isEmpty() && !kind(peers).equals(ANY);
  }

  /** {@code peers at sites 100, 200}; only where the peers are {@linkplain #some some}. */
  static String of(String peers) {
    String kind = kind(peers);
    String set = withoutService(peers);
    String sites = set.length() > kind.length() ? sites(set.substring(kind.length() + 1)) : "";
    if (kind.equals("at")) {
      return "peers at " + sites;
    }
    return sites.isEmpty() ? "every peer on the WAN" : "peers on the WAN that are not at " + sites;
  }

  /** {@code at site 100}: where the service's addresses are; empty: wherever they are. */
  static String ofService(String peers) {
    int service = peers.indexOf(SERVICE_AT);
    return service < 0 ? "" : "at " + sites(peers.substring(service + SERVICE_AT.length()));
  }

  private static String kind(String peers) {
    String set = withoutService(peers);
    int colon = set.indexOf(':');
    return colon < 0 ? set : set.substring(0, colon);
  }

  private static String withoutService(String peers) {
    int service = peers.indexOf(SERVICE_AT);
    return service < 0 ? peers : peers.substring(0, service);
  }

  private static String sites(String listed) {
    return (listed.indexOf(',') < 0 ? "site " : "sites ") + listed.replace(",", ", ");
  }
}

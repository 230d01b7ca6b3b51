package dev.fairway.embedded;

import java.util.List;
import java.util.Set;

/**
 * One kind of object as one version of the API shows it.
 *
 * @param group empty for the core group
 * @param storage under which name its objects are stored: two kinds may show the same objects
 * @param selectable the fields, beside name and namespace, that a field selector may name
 */
record ResourceKind(
    String group,
    String version,
    String kind,
    String plural,
    List<String> shortNames,
    String storage,
    Set<KindTrait> traits,
    List<String> selectable) {

  boolean is(KindTrait trait) {
    return traits.contains(trait);
  }

  boolean namespaced() {
    return is(KindTrait.NAMESPACED);
  }

  String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** As in messages: {@code endpointslices.discovery.k8s.io}. */
  String resource() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  /** As in messages: {@code EndpointSlice.discovery.k8s.io}. */
  String qualifiedKind() {
    return group.isEmpty() ? kind : kind + "." + group;
  }

  String singular() {
    return kind.toLowerCase(java.util.Locale.ROOT);
  }
}

package dev.fairway.catalyst.simulator;

/**
 * A logged request, which was answered or cut off. Holds no header and no body.
 *
 * @param number 1 for the first
 * @param verb {@code GET}, {@code POST}, ...
 * @param path decoded, without query; below {@code /dataservice} without that, so that {@code
 *     /template/policy/vsmart} and {@code /j_security_check} stand side by side
 * @param kind what it asked for
 * @param carriedOut false where it was refused or cut off before it was carried out
 * @param status of the answer; 0 where there was none
 */
public record LoggedCall(
    long number, String verb, String path, CallKind kind, boolean carriedOut, int status) {

  /** True for a request for a change, whether or not it was carried out. */
  public boolean isWrite() {
    return kind.isWrite();
  }

  @Override
  public String toString() {
    return verb + " " + path + " " + status + (carriedOut ? "" : " (not carried out)");
  }
}

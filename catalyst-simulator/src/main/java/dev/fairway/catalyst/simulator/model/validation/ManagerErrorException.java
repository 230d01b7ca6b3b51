package dev.fairway.catalyst.simulator.model.validation;

/**
 * The error of a request that the Manager does not carry out. Only {@link #DUPLICATE} is a code of
 * the product; the others begin with {@code SIM}, so that they are not mistaken for one.
 */
public final class ManagerErrorException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** A name that is taken. */
  public static final String DUPLICATE = "POLICY0001";

  private static final int BAD_REQUEST = 400;
  private static final int NO_SUCH_PATH = 404;

  private final int status;
  private final String code;
  private final String details;

  private ManagerErrorException(int status, String code, String message, String details) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.details = details;
  }

  /** A body that is not right. */
  public static ManagerErrorException invalid(String details) {
    return new ManagerErrorException(BAD_REQUEST, "SIM-INVALID", "Invalid input", details);
  }

  /** An object that is not there. */
  public static ManagerErrorException notFound(String details) {
    return new ManagerErrorException(
        BAD_REQUEST, "SIM-NOT-FOUND", "Failed to find specified resource", details);
  }

  /** A name that another object of the type has. */
  public static ManagerErrorException duplicate(String details) {
    return new ManagerErrorException(BAD_REQUEST, DUPLICATE, "Name already exists", details);
  }

  /** An object that something refers to, or that is not the user's to change. */
  public static ManagerErrorException inUse(String details) {
    return new ManagerErrorException(BAD_REQUEST, "SIM-IN-USE", "Object is in use", details);
  }

  /** An edit while another one is not pushed yet. */
  public static ManagerErrorException locked(String details) {
    return new ManagerErrorException(
        BAD_REQUEST, "SIM-LOCKED", "Template locked in edit mode.", details);
  }

  /** A push of an edit whose lease ran out. */
  public static ManagerErrorException expired(String details) {
    return new ManagerErrorException(
        BAD_REQUEST, "SIM-EXPIRED", "Template edit request has expired", details);
  }

  /** A template that is not there, or not of the sort that the path is for. */
  public static ManagerErrorException template(String message, String details) {
    return new ManagerErrorException(BAD_REQUEST, "SIM-TEMPLATE", message, details);
  }

  /** Something that the state of the fabric does not allow. */
  public static ManagerErrorException precondition(String details) {
    return new ManagerErrorException(BAD_REQUEST, "SIM-STATE", "Operation not allowed", details);
  }

  /** A path that is not modelled. */
  public static ManagerErrorException noSuchPath(String details) {
    return new ManagerErrorException(
        NO_SUCH_PATH, "SIM-PATH", "No such path in this model", details);
  }

  /** Of HTTP. */
  public int status() {
    return status;
  }

  /** The code of the error, for programs. */
  public String code() {
    return code;
  }

  /** The details of the error, for users. */
  public String details() {
    return details;
  }
}

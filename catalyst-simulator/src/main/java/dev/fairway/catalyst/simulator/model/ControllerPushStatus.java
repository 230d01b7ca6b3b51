package dev.fairway.catalyst.simulator.model;

/**
 * The status of a push task on one controller.
 *
 * @param controller which
 * @param statusId for programs: {@code success}
 * @param status for users: {@code Success}
 * @param activity what is going on
 */
record ControllerPushStatus(
    ControllerState controller, String statusId, String status, String activity) {}

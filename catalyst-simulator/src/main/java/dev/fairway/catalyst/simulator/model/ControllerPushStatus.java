package dev.fairway.catalyst.simulator.model;

/**
 * What a task says about one controller.
 *
 * @param controller which
 * @param statusId for programs: {@code success}
 * @param status for people: {@code Success}
 * @param activity what is going on
 */
record ControllerPushStatus(
    ControllerState controller, String statusId, String status, String activity) {}

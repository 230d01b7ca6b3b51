package dev.fairway.catalyst.simulator.model;

/**
 * The status of a push task on one device.
 *
 * @param device which
 * @param statusId for programs: {@code success}
 * @param status for users: {@code Success}
 * @param activity what is going on
 */
record DevicePushStatus(ManagedDevice device, String statusId, String status, String activity) {}

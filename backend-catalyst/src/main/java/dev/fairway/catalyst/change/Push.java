package dev.fairway.catalyst.change;

/** A way to bring what the database holds to the controllers. */
interface Push {

  /**
   * Begins it.
   *
   * @return the id of the task
   */
  String begin();
}

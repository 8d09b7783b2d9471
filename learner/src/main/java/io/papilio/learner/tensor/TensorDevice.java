package io.papilio.learner.tensor;

import ai.djl.Device;

/** Where tensors lie and are computed. */
public enum TensorDevice {
  CPU(Device.cpu()),
  /** The first CUDA device, with a build of libtorch for CUDA. */
  CUDA(Device.gpu(0));

  private final Device device;

  TensorDevice(Device device) {
    this.device = device;
  }

  Device device() {
    return device;
  }
}

// Ends a variant of papilio_kernels.h.
#undef TARGET
#undef LANES
#undef BLOCK
#undef VECTOR
#undef LOAD
#undef STORE
#undef BROADCAST
#undef ZERO
#undef FMA
#undef PLUS
#undef TIMES
#undef MINUS
#undef MAX
#undef KEEP_POSITIVE

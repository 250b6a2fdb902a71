// A stand-in for the built widget, for the tests of how it is served.
export const optmark = '0.1.0';

export const consent = 1;

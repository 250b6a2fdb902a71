// The version of this script, from package.json, put in by the build. It is part of the evidence.

declare const OPTMARK_VERSION: string;

export const version: string = OPTMARK_VERSION;

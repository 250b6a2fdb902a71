// The version of this script. The build puts it in from package.json. It is part of the evidence.

declare const OPTMARK_VERSION: string;

export const version: string = OPTMARK_VERSION;

// The console. It speaks HTTP only: everything it shows is an answer that the command line and the API give
// as well.

import './frame/app.ts';

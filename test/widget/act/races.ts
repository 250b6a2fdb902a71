// The races of a checkout, for step.test.ts: what happens | what is done about it | what is seen then. `1` is
// the tick that the first click made.

/** From here on the first tick stands, signed with a nonce. */
const ticked = `click | judge 1
  judged 1   | sign 1
  signed 1   | carry bare, nonce 1
  nonce 1 n  | sign 1 n
  signed 1 n | carry n, age 1 | ticked, ticked
  `;
/** From here on the ledger has it. */
const saved = `${ticked}save | post 1 | saving, ticked
  posted 1 | tell saved, settled 1 record 1 | saved, ticked
  `;

export const races: Record<string, Record<string, string>> = {
  'a click': {
    'is judged, and signed before anything is asked of the ledger': ticked,
    'that is not judged yet is taken back by another, and its judgement is void': `
      click    | judge 1 | ready, judging
      click    |         | ready
      judged 1 |         | ready
      click    | judge 3
      judged 1 |         | ready, judging
      judged 3 | sign 3  | ticked, ticked`,
    'that is being judged is posted once it is a tick, where the page asks for that': `
      click             | judge 1
      save              |             | ready, judging
      judged 1          | sign 1      | saving, ticked
      signed 1          | carry bare, nonce 1`,
    'that is being judged keeps no page waiting when it is none': `
      click                      | judge 1
      save                       |
      judged 1 gesture_untrusted | settled 1 without, tell gesture_untrusted | error gesture_untrusted`,
    'that is taken back before it was judged keeps no page waiting': `
      click    | judge 1
      save     |
      click    | settled 1 without | ready
      judged 1 |                   | ready`,
    'that is being judged is forgotten by a reset': `
      click    | judge 1
      reset    |         | ready
      judged 1 |         | ready`,
    'on a sentence with an earlier number is no tick, and says so': `
      click          | judge 1
      judged 1 stale |         | ready edited`,
    'of a script is no tick; the next is judged anew': `
      click                      | judge 1
      judged 1 gesture_untrusted | tell gesture_untrusted | error gesture_untrusted
      click                      | judge 2
      judged 2                   | sign 2                 | ticked, ticked`,
  },
  'a tick': {
    'is saved at once outside a form, when it can be': `
      click                   | judge 1
      judged 1 outside a form | sign 1              | saving, ticked
      signed 1                | carry bare, nonce 1
      nonce 1 n               | sign 1 n
      signed 1 n              | carry n, age 1, post 1
      posted 1                | tell saved, settled 1 record 1 | saved, ticked`,
    'is saved at once in a form that says so': `
      click            | judge 1
      judged 1 at once | sign 1 | saving, ticked`,
    'waits for submit where it is told so': `
      click                               | judge 1
      judged 1 outside a form, for submit | sign 1 | ticked, ticked`,
    'is posted once, however often it is asked for': `${ticked}
      save     | post 1                         | saving, ticked
      save     |                                | saving, ticked
      posted 1 | tell saved, settled 1 record 1 | saved, ticked
      save     |                                | saved, ticked`,
    'is not posted when there is none': 'save | | ready',
    'is carried by a form that is submitted before a nonce is here, which is asked for once': `
      click          | judge 1
      judged 1       | sign 1
      save in a form |                     | saving, ticked
      signed 1       | carry bare, nonce 1
      save in a form |                     | saving, ticked
      nonce 1 n      | sign 1 n
      signed 1 n     | carry n, age 1, post 1`,
    'stands without a nonce, which a save asks for again': `
      click                 | judge 1
      judged 1              | sign 1
      signed 1              | carry bare, nonce 1
      refused 1 unreachable |             | ticked, ticked
      save in a form        | nonce 1     | saving, ticked
      nonce 1 n             | sign 1 n
      signed 1 n            | carry n, age 1, post 1`,
    'falls where this page cannot sign': `
      click                         | judge 1
      judged 1                      | sign 1
      refused 1 signing_unavailable | tell signing_unavailable | error signing_unavailable`,
    'falls where this page cannot sign, and a submit does not wait for ever': `
      click                         | judge 1
      judged 1                      | sign 1
      save in a form                |        | saving, ticked
      refused 1 signing_unavailable | tell signing_unavailable, settled 1 without | error signing_unavailable`,
  },
  'a refusal at the tick': {
    'is told to the page at once; a form carries the record past it': `
      click                        | judge 1
      judged 1                     | sign 1
      signed 1                     | carry bare, nonce 1
      refused 1 origin_not_allowed | tell refused        | ticked, ticked`,
    'is told to the person as well, where nothing carries it': `
      click                               | judge 1
      judged 1 outside a form, for submit | sign 1
      signed 1                            | carry bare, nonce 1
      refused 1 origin_not_allowed        | carry nothing, tell refused | error refused`,
    'of a token that is over has the shop renew it, and goes on': `
      click             | judge 1
      judged 1          | sign 1
      signed 1          | carry bare, nonce 1
      refused 1 expired | renew 1             | ticked, ticked
      renewed 1 t       | sign 1
      signed 1          | nonce 1
      nonce 1 n         | sign 1 n
      signed 1 n        | carry n, age 1      | ticked, ticked`,
    'of a token that is over, and is not renewed, is told; a form carries the record': `
      click                            | judge 1
      judged 1                         | sign 1
      signed 1                         | carry bare, nonce 1
      refused 1 expired                | renew 1
      refused 1 expired                | tell customer_token_expired | error customer_token_expired, ticked
      save in a form                   | nonce 1                     | saving, ticked`,
    'of a token that was renewed and is over again asks no more': `
      click             | judge 1
      judged 1          | sign 1
      signed 1          | carry bare, nonce 1
      refused 1 expired | renew 1
      renewed 1 t       | sign 1
      signed 1          | nonce 1
      refused 1 expired | tell customer_token_expired | error customer_token_expired, ticked`,
  },
  'a nonce': {
    'that has grown old is replaced while the tick stands': `${ticked}
      aged 1     | nonce 1
      nonce 1 m  | sign 1 m
      signed 1 m | carry m, age 1 | ticked, ticked`,
    'that is being replaced is waited for by a save': `${ticked}
      aged 1     | nonce 1
      save       |           | saving, ticked
      nonce 1 m  | sign 1 m
      signed 1 m | carry m, age 1, post 1`,
    'that has grown old is left alone once the tick is posted': `${ticked}
      save   | post 1
      aged 1 | | saving, ticked`,
    'that has grown old is nothing to a tick that was taken back, nor to the next': `${ticked}
      click    | carry nothing
      click    | judge 3
      judged 3 | sign 3
      aged 1   |           | ticked, ticked`,
    'that comes after the tick was taken back signs nothing': `
      click     | judge 1
      judged 1  | sign 1
      signed 1  | carry bare, nonce 1
      click     | carry nothing | ready
      nonce 1 n |               | ready`,
    'that comes after another number was typed signs nothing': `
      click        | judge 1
      judged 1     | sign 1
      signed 1     | carry bare, nonce 1
      number other | carry nothing | ready edited
      nonce 1 n    |               | ready edited`,
  },
  'a signature': {
    'that comes after the tick was taken back is not carried': `
      click    | judge 1
      judged 1 | sign 1
      click    |         | ready
      signed 1 |         | ready`,
    'of an earlier tick is not carried for the next': `
      click    | judge 1
      judged 1 | sign 1
      click    |
      click    | judge 3
      judged 3 | sign 3
      signed 1 |                     | ticked, ticked
      signed 3 | carry bare, nonce 3 | ticked, ticked`,
    'that fails for an earlier tick does not fell the next': `
      click                         | judge 1
      judged 1                      | sign 1
      click                         |
      click                         | judge 3
      judged 3                      | sign 3
      refused 1 signing_unavailable |        | ticked, ticked`,
  },
  'taking back': {
    'before it was posted tells the ledger nothing': `${ticked}
      click | carry nothing | ready`,
    'after it was saved undoes it': `${saved}
      click    | carry nothing, undo 1 | saving
      undone 1 | tell taken-back       | ready undone`,
    'while it is being saved undoes it after that, and it never counts as saved': `${ticked}
      save     | post 1        | saving, ticked
      click    | carry nothing | saving
      posted 1 | settled 1 record 1, undo 1 | saving
      undone 1 | tell taken-back            | ready undone`,
    'while its nonce is on its way posts it and undoes it, in this order': `
      click                   | judge 1
      judged 1 outside a form | sign 1
      signed 1                | carry bare, nonce 1
      click                   | carry nothing | saving
      nonce 1 n               | sign 1 n
      signed 1 n              | age 1, post 1
      posted 1                | settled 1 record 1, undo 1
      undone 1                | tell taken-back | ready undone`,
    'while it is being saved, of what is then refused, has nothing to undo': `${ticked}
      save                 | post 1
      click                | carry nothing    | saving
      refused 1 not_admitted | settled 1 without | ready undone`,
    'and ticking again reaches the ledger in this order, so that the last choice wins': `${ticked}
      save      | post 1        | saving, ticked
      click     | carry nothing | saving
      click     | judge 3       | saving, judging
      judged 3  | sign 3        | ticked, ticked
      signed 3  | carry bare, nonce 3
      save      |               | saving, ticked
      posted 1  | settled 1 record 1, undo 1
      nonce 3 n | sign 3 n
      undone 1  | tell taken-back | saving, ticked
      signed 3 n | carry n, age 3, post 3
      posted 3  | tell saved, settled 3 record 3 | saved, ticked`,
    'that fails leaves the box ticked, because the ledger holds the record; again undoes it': `${saved}
      click                 | carry nothing, undo 1     | saving
      refused 1 unreachable | carry n, tell undo_failed | error undo_failed, ticked
      click                 | carry nothing, undo 1     | saving
      undone 1              | tell taken-back           | ready undone`,
    'that fails can be saved again without a second post': `${saved}
      click                 | carry nothing, undo 1
      refused 1 unreachable | carry n, tell undo_failed
      save                  | tell saved, settled 1 record 1 | saved, ticked`,
    'that fails after another tick leaves that one standing': `${saved}
      click                 | carry nothing, undo 1
      click                 | judge 3
      judged 3              | sign 3
      signed 3              | carry bare, nonce 3
      refused 1 unreachable | tell undo_failed | error undo_failed, ticked
      click                 | carry nothing    | ready undone
      nonce 3 n             |                  | ready undone`,
    'that fails after a reset shows the record that the ledger still holds': `${saved}
      click                 | carry nothing, undo 1
      reset                 |                           | ready
      refused 1 unreachable | carry n, tell undo_failed | error undo_failed, ticked`,
    'of what never left the page asks nothing of the ledger': `
      click                 | judge 1
      judged 1              | sign 1
      signed 1              | carry bare, nonce 1
      refused 1 unreachable |
      save in a form        | nonce 1
      refused 1 unreachable | tell unreachable, settled 1 without | error unreachable, ticked
      click                 | carry nothing                       | ready undone`,
  },
  'an answer that was lost': {
    'is asked for again by the same post, and what is found is undone': `${ticked}
      save in a form        | post 1
      refused 1 unreachable | tell unreachable, settled 1 without | error unreachable, ticked
      click                 | carry nothing, post 1               | saving
      posted 1              | undo 1
      undone 1              | tell taken-back                     | ready undone`,
    'and is refused now, is of nothing that could be undone': `${ticked}
      save in a form        | post 1
      refused 1 unreachable | tell unreachable, settled 1 without
      click                 | carry nothing, post 1 | saving
      refused 1 not_admitted |                      | ready undone`,
    'and cannot be found again, is not shown as a tick that stands': `${ticked}
      save in a form        | post 1
      refused 1 unreachable | tell unreachable, settled 1 without
      click                 | carry nothing, post 1
      refused 1 unreachable | tell undo_failed | error undo_failed`,
    'is asked for again by the next save, with the same signature': `${ticked}
      save in a form        | post 1
      refused 1 unreachable | tell unreachable, settled 1 without | error unreachable, ticked
      save in a form        | post 1                              | saving, ticked
      posted 1              | tell saved, settled 1 record 1      | saved, ticked`,
  },
  'a refusal': {
    'of an old nonce has the tick signed anew, once': `${ticked}
      save                    | post 1
      refused 1 nonce_expired | nonce 1    | saving, ticked
      nonce 1 m               | sign 1 m
      signed 1 m              | carry m, age 1, post 1
      refused 1 nonce_expired | carry nothing, tell refused, settled 1 without | error refused`,
    'of a nonce that is not this page’s has the tick signed anew': `${ticked}
      save                    | post 1
      refused 1 nonce_invalid | nonce 1 | saving, ticked`,
    'for want of a nonce has the tick signed anew': `${ticked}
      save                    | post 1
      refused 1 nonce_missing | nonce 1 | saving, ticked`,
    'of a nonce that was spent is one': `${ticked}
      save                  | post 1
      refused 1 nonce_spent | carry nothing, tell refused, settled 1 without | error refused`,
    'fells the tick even where a form carried it': `${ticked}
      save in a form        | post 1
      refused 1 not_admitted | carry nothing, tell refused, settled 1 without | error refused`,
    'of the wording says that the notice is another': `${ticked}
      save                        | post 1
      refused 1 notice_superseded | carry nothing, tell notice_changed, settled 1 without | error notice_changed`,
    'for too many tries says so': `${ticked}
      save                   | post 1
      refused 1 rate_limited | carry nothing, tell rate_limited, settled 1 without | error rate_limited`,
    'of the number is said until the number is another': `${ticked}
      save              | post 1
      refused 1 number  | carry nothing, tell number_refused, settled 1 without | error number_refused
      number same       | | error number_refused
      number incomplete | | error number_refused
      number other      | | ready`,
    'that comes after the tick was taken back tells nobody': `${ticked}
      save                  | post 1
      click                 | carry nothing
      refused 1 unreachable | settled 1 without, post 1 | saving
      refused 1 origin_not_allowed | | ready undone`,
    'of an earlier tick leaves the next alone': `${ticked}
      save                   | post 1
      reset                  | carry nothing | ready
      click                  | judge 2
      judged 2               | sign 2
      refused 1 not_admitted | settled 1 without | ticked, ticked`,
  },
  'a ledger that is down': {
    'fells the tick where nothing carries it': `${ticked}
      save                  | post 1
      refused 1 unreachable | carry nothing, tell unreachable, settled 1 without | error unreachable`,
    'leaves the tick where a form carries it': `${ticked}
      save in a form        | post 1
      refused 1 unreachable | tell unreachable, settled 1 without | error unreachable, ticked`,
  },
  'another number': {
    'takes back a tick that was not posted, and says so': `${ticked}
      number other | carry nothing | ready edited`,
    'takes back a tick that was saved, and says so': `${saved}
      number other | carry nothing, undo 1 | saving
      undone 1     | tell taken-back       | ready edited`,
    'never has the tick come back, even if the undo fails': `${saved}
      number other          | carry nothing, undo 1
      refused 1 unreachable | tell undo_failed | error undo_failed`,
    'in the midst of a save is posted and undone': `${ticked}
      save         | post 1
      number other | carry nothing              | saving
      posted 1     | settled 1 record 1, undo 1 | saving
      undone 1     | tell taken-back            | ready edited`,
    'in other spelling is the same': `${saved}
      number same | | saved, ticked`,
    'that cannot be read is another': `${ticked}
      number unclear | carry nothing | ready edited`,
    'that a script emptied after the order takes nothing back': `${saved}
      number emptied by a script | carry nothing | ready`,
    'that a script emptied before the order takes the tick back': `${ticked}
      number emptied by a script | carry nothing | ready edited`,
    'that the person emptied takes the saved tick back': `${saved}
      number emptied by hand | carry nothing, undo 1 | saving`,
    'ends an error about the number, and no other': `
      click                      | judge 1
      judged 1 number_incomplete | tell number_incomplete | error number_incomplete
      number incomplete          |                        | error number_incomplete
      number other               |                        | ready
      click                      | judge 2
      judged 2 text_differs      | tell text_differs      | error text_differs
      number other               |                        | error text_differs`,
    'ends a question once it is clear, or something else is typed': `
      click                   | judge 1
      judged 1 number_unclear | tell number_unclear | error number_unclear
      number unclear          |                     | error number_unclear
      number incomplete       |                     | ready`,
  },
  'a reset': {
    'empties the box and tells the ledger nothing': `${saved}
      reset | carry nothing | ready`,
    'lets a post go on that is under way, whose answer changes nothing': `${ticked}
      save     | post 1
      reset    | carry nothing      | ready
      posted 1 | settled 1 record 1 | ready`,
    'lets a page that came back from the cache begin anew': `${ticked}
      reset    | carry nothing | ready
      click    | judge 2
      judged 2 | sign 2        | ticked, ticked`,
    'for another notice does not touch the tick under the new one': `${saved}
      reset    | carry nothing | ready
      click    | judge 2
      judged 2 | sign 2
      signed 2 | carry bare, nonce 2 | ticked, ticked`,
  },
};

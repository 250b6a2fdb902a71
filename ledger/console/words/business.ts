// Strings of the section on the business itself.

export const business = {
  title: 'As people know it',
  means: 'Each change is a record in the log.',
  setting: 'Setting',
  now: 'Now',
  actions: 'Change',
  change: 'Change',
  none: 'none',
  test: 'Only to try things out, for ever: nothing of it allows a message.',
  name: {
    label: 'Name',
    means:
      'It stands in the sentence people agree to. Published notices keep the name they have: publish them anew.',
    title: 'Change the name',
    doIt: 'Change the name',
  },
  code: {
    label: 'Calling code',
    means: 'Of the country most customers are in, such as 91. The widget suggests it first.',
    title: 'Change the calling code',
    hint: 'Digits alone. Empty: the widget suggests none.',
    doIt: 'Change the code',
  },
  lines: {
    label: 'Own lines',
    means:
      'Numbers by which its calls come in and go out. Of a call’s two numbers the person’s is the other one.',
    title: 'Change the own lines',
    hint: 'One a line, with + and the calling code.',
    doIt: 'Change the lines',
  },
  eyes: {
    label: 'Four eyes',
    means: 'What staff took down counts only once a second person has confirmed it.',
    title: 'Where a second person confirms',
    options: { agent: 'Opt-ins that staff take down', paper: 'Opt-ins on paper' },
    sure: 'Where no second person confirms, what one member of staff takes down allows messages at once.',
    doIt: 'Change it',
  },
  floor: {
    label: 'Who lifts an objection',
    means: 'Of an objection that the holder of a number made. A plain tick never does.',
    title: 'Who lifts an objection',
    options: { holder: 'The holder of the number alone', customer: 'A verified customer of yours as well' },
    sure: 'Decisions that rest on this name its record. With a verified customer, a token of your own server is enough to write again to a number whose holder objected.',
    doIt: 'Change it',
  },
  erasure: {
    label: 'A request to be erased',
    means: 'By a WhatsApp message from the very number.',
    title: 'What follows when a person asks to be erased',
    options: { confirm: 'It waits for you', at_once: 'It is done at once' },
    sure: 'What is erased at once is gone before anybody looks at it, and nothing brings it back.',
    doIt: 'Change it',
  },
};

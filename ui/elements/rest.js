// A part of the page that was left out of the answer to an edit: who sent the edit asks for it here.
// Python puts the name meeting in front, where the element waits for this script.

meeting.resolve(({ setTriggerValue }) => {
  const ask = () => setTriggerValue("rest", true);
  meeting.ask = ask;
  return () => { if (meeting.ask === ask) delete meeting.ask; };
});

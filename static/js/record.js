/* Beside a field for a sound, a button that records one, where the browser can. What was said goes into
   the field as a file, and is heard before it is sent. Without a microphone a line says so, and the
   field works as before. */
const LONGEST = 5 * 60 * 1000;

function offer(field) {
  const told = document.getElementById("record-told").content.firstElementChild.cloneNode(true);
  const [button, line, heard] = ["button", "[role=status]", "audio"].map((part) => told.querySelector(part));
  let recorder;
  let ends;

  function stop() {
    clearTimeout(ends);
    recorder.stop();
    for (const track of recorder.stream.getTracks()) track.stop(); // the microphone's light goes out
  }

  function keep(pieces) {
    const type = recorder.mimeType.split(";")[0];
    const file = new File(pieces, "voice", { type });
    const chosen = new DataTransfer();
    chosen.items.add(file);
    field.files = chosen.files;
    heard.src = URL.createObjectURL(file);
    heard.hidden = false;
    say("again", "kept");
  }

  function say(label, sentence) {
    button.textContent = button.dataset[label];
    line.textContent = sentence ? line.dataset[sentence] : "";
  }

  async function record() {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      return say("start", "closed");
    }
    recorder = new MediaRecorder(stream, { audioBitsPerSecond: 48_000 });
    const pieces = [];
    recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
    recorder.addEventListener("stop", () => keep(pieces));
    recorder.start();
    ends = setTimeout(stop, LONGEST);
    return say("stop", "on");
  }

  button.addEventListener("click", () => (recorder?.state === "recording" ? stop() : record()));
  field.addEventListener("change", () => (heard.hidden = true)); // another file was chosen instead
  field.after(told);
}

if (window.MediaRecorder && navigator.mediaDevices) {
  for (const field of document.querySelectorAll("[data-record]")) offer(field);
}

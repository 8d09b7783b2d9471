
// Plays the films of two neighboring iterates side by side; one that has ended stays on its last frame.
function playButterfly(film) {
  const canvases = [...document.querySelectorAll(".butterfly canvas")];
  const player = document.querySelector(".player");
  const [button, slider, clock] = ["button", "input", "output"].map(name => player.querySelector(name));
  const images = film.films.map(frames => frames.map(frame => {
    const image = new Image();
    image.src = "data:image/jpeg;base64," + frame;
    return image;
  }));
  const count = Math.max(...images.map(one => one.length));
  const pause = Math.round(film.framesPerSecond);
  let frame = 0;
  let playing = !matchMedia("(prefers-reduced-motion: reduce)").matches;

  function show() {
    const shown = Math.min(frame, count - 1);
    slider.value = shown;
    clock.value = "time step " + (film.firstStep + shown * film.stepsPerFrame).toLocaleString("en-US");
    button.textContent = playing ? "Pause" : "Play";
    canvases.forEach((canvas, i) => {
      const image = images[i][Math.min(shown, images[i].length - 1)];
      const draw = () => {
        const context = canvas.getContext("2d");
        context.globalAlpha = shown >= images[i].length && images[i].length < count ? 0.55 : 1;
        context.clearRect(0, 0, canvas.width, canvas.height);
        context.drawImage(image, 0, 0, canvas.width, canvas.height);
      };
      if (image.complete) draw(); else image.onload = draw;
    });
  }

  button.onclick = () => { playing = !playing; show(); };
  slider.oninput = () => { playing = false; frame = +slider.value; show(); };
  const timer = setInterval(() => {
    if (!canvases[0].isConnected) return clearInterval(timer);
    if (!playing) return;
    frame = (frame + 1) % (count + pause);
    show();
  }, 1000 / film.framesPerSecond);
  show();
}

// Runs inside the page. Gives every text whose contrast with its background, as the browser computed both, is below WCAG 2.2 AA.
(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const channels = (colour, below) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue].map((channel, index) => (channel * alpha + below[index] * (255 - alpha)) / 255);
  };
  const luminance = (colour) => {
    const [red, green, blue] = colour.map((channel) => {
      const share = channel / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const backgroundOf = (element) =>
    element === null
      ? [255, 255, 255]
      : channels(getComputedStyle(element).backgroundColor, backgroundOf(element.parentElement));
  const low = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node.textContent.trim() === '' || element.closest('title') !== null) continue;
    const style = getComputedStyle(element);
    const background = backgroundOf(element);
    const text = channels(element.closest('svg') === null ? style.color : style.fill, background);
    const [light, dark] = [luminance(text), luminance(background)].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (!(ratio >= 4.5)) low.push(`${ratio.toFixed(2)}: ${node.textContent.slice(0, 40)}`);
  }
  return low;
})();

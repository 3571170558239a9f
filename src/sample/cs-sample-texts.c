/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-sample-texts.h"

const char cs_sample_schema[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"Sample\",\"labels\":["
    "{\"key\":\"nodule\",\"name\":\"Nodule\",\"colour\":\"#e69f00\",\"shortcut\":\"n\","
    "\"kinds\":[\"polygon\",\"ellipse\",\"box\",\"mask\"],\"clause\":\"G-2.1\","
    "\"severity\":\"major\",\"definition\":\"A rounded density of 4 mm or more inside a lung.\","
    "\"attributes\":[{\"key\":\"density\",\"name\":\"Density\",\"type\":\"choice\","
    "\"choices\":[\"solid\",\"ground-glass\"],\"required\":true}]},"
    "{\"key\":\"gland\",\"name\":\"Gland\",\"colour\":\"#0072b2\",\"shortcut\":\"g\","
    "\"kinds\":[\"polygon\",\"mask\"],\"clause\":\"G-3.1\","
    "\"definition\":\"A ring of cells around a lumen, outlined at its outer edge.\"},"
    "{\"key\":\"mitosis\",\"name\":\"Mitosis\",\"colour\":\"#d55e00\",\"shortcut\":\"m\","
    "\"kinds\":[\"point\"],\"clause\":\"G-3.2\",\"severity\":\"critical\","
    "\"definition\":\"A dividing cell: a dark plate in a clear halo.\"},"
    "{\"key\":\"finding\",\"name\":\"Finding\",\"colour\":\"#009e73\",\"shortcut\":\"f\","
    "\"kinds\":[\"span\"],\"clause\":\"G-4.1\","
    "\"definition\":\"Words that name a lesion, with its kind and nothing else.\"},"
    "{\"key\":\"measurement\",\"name\":\"Measurement\",\"colour\":\"#56b4e9\",\"shortcut\":\"e\","
    "\"kinds\":[\"span\"],\"clause\":\"G-4.2\",\"definition\":\"A number with its unit.\"}],"
    "\"relations\":[{\"key\":\"size-of\",\"name\":\"Size of\",\"from\":[\"measurement\"],"
    "\"to\":[\"finding\"],\"clause\":\"G-4.2\"}]}";

const char cs_sample_guideline[] =
    "# Sample guideline\n"
    "\n"
    "How the phantom chests, the drawn slides and the notes of this sample are annotated. Nothing\n"
    "here comes from a person.\n"
    "\n"
    "## G-1 General\n"
    "\n"
    "Mark everything that the clauses below name. An item with nothing to mark gets the answer\n"
    "*nothing to mark*; one that cannot be judged gets *not assessable*.\n"
    "\n"
    "## G-2 Chest CT\n"
    "\n"
    "### G-2.1 Nodules\n"
    "\n"
    "A nodule is a rounded density of 4 mm or more inside a lung. Draw an outline at its edge on\n"
    "every slice that shows it, in the lung window.\n"
    "\n"
    "![Mark: Solid, an outline at its edge](img/nodule.png)\n"
    "![Mark: Ground-glass, as far as it is seen](img/ground-glass.png)\n"
    "![Borderline: Its last slice, what is seen there](img/last-slice.png)\n"
    "![Do not mark: A vessel, G-2.3](img/vessel.png)\n"
    "\n"
    "### G-2.2 Density\n"
    "\n"
    "*Solid* hides the vessels behind it; *ground-glass* lets them show.\n"
    "\n"
    "### G-2.3 Not nodules\n"
    "\n"
    "Vessels continue on the next slices and branch. Do not mark them.\n"
    "\n"
    "## G-3 Slides\n"
    "\n"
    "### G-3.1 Glands\n"
    "\n"
    "Outline each gland at the outer edge of its ring of cells. A gland that is cut by the edge "
    "of\n"
    "the picture is outlined as far as it is seen.\n"
    "\n"
    "![Mark: Its outer edge](img/gland.png)\n"
    "![Mark: Cut by the edge of the picture](img/gland-cut.png)\n"
    "![Do not mark: Cells without a ring](img/loose-cells.png)\n"
    "\n"
    "### G-3.2 Mitoses\n"
    "\n"
    "Put a point into the middle of each dividing cell.\n"
    "\n"
    "![Mark: A dark plate in a clear halo](img/mitosis.png)\n"
    "![Do not mark: Dark, without a halo, G-3.3](img/dark-cell.png)\n"
    "\n"
    "### G-3.3 Not mitoses\n"
    "\n"
    "The dark cells in the ring of a gland, and those scattered around, lie in no clear halo. Do\n"
    "not mark them.\n"
    "\n"
    "## G-4 Notes\n"
    "\n"
    "### G-4.1 Findings\n"
    "\n"
    "Mark the words that name a lesion, without its place and size.\n"
    "\n"
    "### G-4.2 Measurements\n"
    "\n"
    "Mark each number with its unit and relate it to the finding that it measures.\n";

const char cs_sample_cases[] = "path,case\n"
                               "sources/patient-1,Patient 1\n"
                               "sources/patient-2,Patient 2\n"
                               "sources/slides/slide-1.png,Slide 1\n"
                               "sources/slides/slide-2.png,Slide 2\n"
                               "sources/slides/slide-3.png,Slide 3\n"
                               "sources/slides/slide-4.png,Slide 4\n";

static const CsSampleSpan first_spans[] = {
  { "finding", "solid nodule", -1 },
  { "measurement", "18 mm", 0 },
  { "finding", "second, smaller nodule", -1 },
  { "measurement", "13 mm", 2 },
  { "finding", "ground-glass nodule", -1 },
  { "measurement", "24 mm", 4 },
  { NULL, NULL, 0 },
};

static const CsSampleSpan second_spans[] = {
  { "finding", "solid nodule", -1 },
  { "measurement", "16 mm", 0 },
  { "finding", "dense nodule", -1 },
  { "measurement", "11 mm", 2 },
  { NULL, NULL, 0 },
};

const CsSampleNote cs_sample_notes[2] = {
  { "Chest CT, Phantom One \xe2\x80\x94 5 January 2026\n"
    "\n"
    "Indication: cough for six weeks.\n"
    "Findings: In the right upper lung there is a solid nodule of 18 mm \xc2\xb1 1 mm. The left "
    "lung shows a second, smaller nodule of 13 mm. A ground-glass nodule of 24 mm lies at the "
    "base of the right lung. No effusion. Heart and great vessels are of normal size.\n"
    "Impression: three nodules, the largest of low density. Control in three months.\n",
    first_spans },
  { "Chest CT, Phantom Two \xe2\x80\x94 5 January 2026\n"
    "\n"
    "Indication: known nodule, control.\n"
    "Findings: The solid nodule of the left lung measures 16 mm and has not grown. A small, "
    "dense nodule of 11 mm in the right lung is new. No effusion.\n"
    "Impression: one stable and one new nodule.\n",
    second_spans },
};
